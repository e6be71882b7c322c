package dev.stagecraft.app;

import dev.stagecraft.builtin.rows.RowWords;
import dev.stagecraft.command.Command;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.console.Widths;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.ScriptText;
import dev.stagecraft.script.Interpreters;
import dev.stagecraft.script.ModeCommand;
import dev.stagecraft.script.SessionObjects;
import dev.stagecraft.script.Values;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Interpreter;
import dev.stagecraft.shell.Languages;
import dev.stagecraft.shell.Tongue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The other languages of a session, and the words about rows; made with the first use of each. */
final class Scripting implements Interpreter {
  private final Tongue tongue = new Tongue();
  private final LastValue last = new LastValue();
  private final Function<LastValue, SessionObjects> objects;
  private final Runnable begin;
  private Optional<Interpreters> interpreters = Optional.empty();

  /**
   * The languages of a session.
   *
   * @param objects what scripts work with
   * @param begin what must be done before the first text of another language runs
   */
  Scripting(Function<LastValue, SessionObjects> objects, Runnable begin) {
    this.objects = objects;
    this.begin = begin;
  }

  /** The commands about rows and languages. */
  List<Command> commands(Clock clock) {
    List<Command> commands =
        new ArrayList<>(RowWords.all(clock, Widths::of, this::each, last, this::shown));
    commands.add(new ModeCommand(tongue, language -> interpreters().expect(language)));
    return commands;
  }

  /** The language that lines are in; empty is the shell's. */
  Optional<Language> mode() {
    return tongue.now();
  }

  private Outcome shown(Object value) {
    return new Values(Widths::of).shown(value);
  }

  /** For an executor. */
  Languages languages() {
    return new Languages(this, tongue, last);
  }

  private synchronized Interpreters interpreters() {
    if (interpreters.isEmpty()) {
      begin.run();
      interpreters = Optional.of(new Interpreters(objects.apply(last), new Values(Widths::of)));
    }
    return interpreters.get();
  }

  private Table each(Table rows, String block, Invocation call) {
    return interpreters()
        .each(
            rows,
            block,
            new Call(call.spelled(), call.folder(), call.environment(), call.streams()));
  }

  @Override
  public Completeness state(Language language, String text) {
    return ScriptText.state(text);
  }

  @Override
  public Outcome run(Language language, Source source, Call around) {
    return interpreters().run(language, source, around);
  }
}
