package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.command.Table;
import dev.stagecraft.language.RowPipeline;
import dev.stagecraft.language.ScriptBlock;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs what is ours without the shell: rows in a pipe, and blocks of other languages. */
final class OwnRunner {
  private final Caller caller;
  private final Languages languages;
  private final Supplier<Snapshot> state;
  private final Function<SimpleCommand, List<String>> words;

  /**
   * A runner.
   *
   * @param state folder and environment now
   * @param words the words of a command, expanded where they need it
   */
  OwnRunner(
      Caller caller,
      Languages languages,
      Supplier<Snapshot> state,
      Function<SimpleCommand, List<String>> words) {
    this.caller = caller;
    this.languages = languages;
    this.state = state;
    this.words = words;
  }

  Outcome script(ScriptBlock block, Streams streams) {
    Language language = Tongue.named(block.word()).orElseThrow();
    return script(language, Source.line(block.placed()), streams);
  }

  Outcome script(Language language, Source source, Streams streams) {
    return languages.interpreter().run(language, source, call(List.of(source.name()), streams));
  }

  /** Calls a command of ours by its words. */
  Outcome command(List<String> called, Streams streams) {
    return remembered(caller.call(call(called, streams)));
  }

  private Outcome remembered(Outcome outcome) {
    if (outcome.status() == 0) {
      languages.last().set(outcome);
    }
    return outcome;
  }

  /** The stages of a pipeline, up to the first one that fails. */
  Outcome rows(RowPipeline pipeline, Streams streams) {
    Captured captured = new Captured(streams);
    Outcome outcome =
        pipeline.first() instanceof RowPipeline.FromScript script
            ? script(script.block(), captured.passingErrors())
            : command(
                words.apply(((RowPipeline.FromCommand) pipeline.first()).command()),
                captured.passingErrors());
    outcome = withOutput(captured, outcome);
    for (RowPipeline.Stage stage : pipeline.stages()) {
      if (outcome.status() != 0) {
        return outcome;
      }
      Outcome before = outcome;
      Table rows = before.rows().orElseGet(() -> lines(before.text()));
      List<String> called =
          stage.argument().isEmpty()
              ? List.of(stage.word())
              : List.of(stage.word(), stage.argument());
      Outcome after = caller.pipe(rows, call(called, streams));
      for (String remark : before.remarks()) {
        after = after.withRemark(remark);
      }
      outcome = after;
    }
    return remembered(outcome);
  }

  /** What programs wrote comes before what the command itself has to say. */
  private static Outcome withOutput(Captured captured, Outcome outcome) {
    String written = captured.text();
    return written.isEmpty()
        ? outcome
        : new Outcome(
            outcome.status(),
            outcome.rows(),
            written + outcome.text(),
            outcome.remarks(),
            outcome.problem());
  }

  /** A text as rows: one a line. */
  private static Table lines(String text) {
    List<List<Object>> rows = text.lines().map(line -> List.<Object>of(line)).toList();
    return new Table(List.of(Table.Column.left("line", "LINE")), rows);
  }

  private Call call(List<String> called, Streams streams) {
    Snapshot now = state.get();
    return new Call(called, now.folder(), now.environment(), streams);
  }
}
