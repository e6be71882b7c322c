package dev.stagecraft.language;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.RowPipeline.First;
import dev.stagecraft.language.RowPipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a statement of ours, where one begins. */
final class OwnReader {
  private static final String WHERE = "where";

  private final String text;
  private final OwnWords words;
  private int at;

  OwnReader(String text, int start, OwnWords words) {
    this.text = text;
    this.words = words;
    this.at = start;
  }

  /** Where the statement ends, without its line end or semicolon. */
  int end() {
    return at;
  }

  /**
   * The statement, where it is ours.
   *
   * @throws Stop where it goes on behind the end of the text
   */
  Optional<Own> read() {
    int start = at;
    blanks();
    String word = word();
    if (word.isEmpty()) {
      at = start;
      return Optional.empty();
    }
    Optional<First> first = Optional.empty();
    String made = word;
    if (words.languages().contains(word)) {
      first = script(word).map(RowPipeline.FromScript::new);
    } else if (words.command().test(word)) {
      first = command(start).map(RowPipeline.FromCommand::new);
    }
    if (first.isEmpty()) {
      at = start;
      return Optional.empty();
    }
    if (first.get() instanceof RowPipeline.FromScript script) {
      return Optional.of(ofScript(script));
    }
    if (!bar()) {
      at = start;
      return Optional.empty();
    }
    Optional<Own> rows = rows(first.get(), made);
    if (rows.isEmpty()) {
      at = start;
    }
    return rows;
  }

  private Own ofScript(RowPipeline.FromScript script) {
    blanks();
    if (at < text.length() && text.charAt(at) == '>') {
      return redirected(script, List.of());
    }
    if (bar()) {
      return rows(script, "").orElseThrow();
    }
    return ended().<Own>map(Own.Mistake::new).orElse(new Own.Script(script.block()));
  }

  private Own redirected(First first, List<Stage> stages) {
    return new Own.Rows(new RowPipeline(first, stages, Optional.of("cat " + restOfStatement())));
  }

  /** A block of another language, the place behind its brace. */
  private Optional<ScriptBlock> script(String word) {
    int behind = at;
    blanks();
    if (at >= text.length() || text.charAt(at) != '{') {
      at = behind;
      return Optional.empty();
    }
    OptionalInt close = ScriptText.closing(text, at);
    if (close.isEmpty()) {
      throw Stop.incomplete("the brace { is not closed", at);
    }
    int from = at + 1;
    at = close.getAsInt() + 1;
    return Optional.of(
        new ScriptBlock(word, text.substring(from, close.getAsInt()), line(from), column(from)));
  }

  /** A simple command before a bar; the place at the bar. */
  private Optional<SimpleCommand> command(int start) {
    int bar;
    try {
      bar = top(start, "|#");
    } catch (Stop open) {
      // what is open is the shell's to read
      return Optional.empty();
    }
    if (bar >= text.length() || text.charAt(bar) != '|') {
      return Optional.empty();
    }
    Reading reading = ShellText.read(text.substring(start, bar));
    if (reading.end() != Completeness.COMPLETE || reading.statements().size() != 1) {
      return Optional.empty();
    }
    Optional<SimpleCommand> command =
        reading
            .statements()
            .get(0)
            .single()
            .filter(p -> p.commands().size() == 1)
            .map(p -> p.commands().get(0))
            .filter(c -> c.assignments().isEmpty() && c.redirections().isEmpty());
    at = bar;
    return command;
  }

  /** Steps over a bar that is neither {@code ||} nor {@code |&}, and what is blank behind it. */
  private boolean bar() {
    blanks();
    if (at >= text.length()
        || text.charAt(at) != '|'
        || text.startsWith("||", at)
        || text.startsWith("|&", at)) {
      return false;
    }
    int bar = at;
    at++;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      throw Stop.incomplete("nothing follows |", bar);
    }
    return true;
  }

  /** The stages behind the first bar; nothing where the first of them is the shell's. */
  private Optional<Own> rows(First first, String made) {
    List<Stage> stages = new ArrayList<>();
    while (true) {
      int start = at;
      String word = word();
      // sort is a program, too: behind docker it is that one, unless rows were made before it
      boolean program = word.equals("sort") && made.equals("docker") && stages.isEmpty();
      if (!words.rows().contains(word) || program) {
        at = start;
        return shell(first, stages);
      }
      Stage stage = stage(word);
      stages.add(stage);
      if (!word.equals(WHERE) && at < text.length() && text.charAt(at) == '>') {
        return Optional.of(redirected(first, stages));
      }
      if (!bar()) {
        Optional<Problem> wrong = ended();
        return Optional.of(
            wrong.isPresent()
                ? new Own.Mistake(wrong.get())
                : new Own.Rows(new RowPipeline(first, stages, Optional.empty())));
      }
    }
  }

  /** What follows is the shell's. */
  private Optional<Own> shell(First first, List<Stage> stages) {
    if (stages.isEmpty() && first instanceof RowPipeline.FromCommand) {
      return Optional.empty();
    }
    return Optional.of(
        new Own.Rows(new RowPipeline(first, stages, Optional.of(restOfStatement()))));
  }

  /** The rest of the statement as the shell reads it; the place behind it. */
  private String restOfStatement() {
    String rest = text.substring(at);
    Reading reading = ShellText.read(rest);
    if (reading.statements().isEmpty()) {
      if (reading.end() == Completeness.INCOMPLETE) {
        throw Stop.incomplete("the pipeline is not finished", at);
      }
      int stop = text.indexOf('\n', at);
      int to = stop < 0 ? text.length() : stop;
      String line = text.substring(at, to);
      at = to;
      return line;
    }
    Statement statement = reading.statements().get(0);
    at += statement.span().end();
    return statement.text();
  }

  private Stage stage(String word) {
    blanks();
    int from = at;
    at = top(from, word.equals(WHERE) ? "|;&\n" : "|;&\n>");
    String argument = text.substring(from, at).stripTrailing();
    return new Stage(word, argument, line(from), column(from));
  }

  /**
   * The first of some characters that stands outside of quotes and brackets, from an offset on; the
   * end of the text where there is none.
   */
  private int top(int from, String stops) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean word = c == '#' && i > from && !Characters.meta(text.charAt(i - 1));
      if ((stops.indexOf(c) >= 0 && !word) || c == '\n') {
        return i;
      }
      if (c == '\'' || c == '"') {
        int close = quote(i);
        if (close < 0) {
          throw Stop.incomplete("the quote " + c + " is not closed", i);
        }
        i = close + 1;
      } else if (c == '{') {
        OptionalInt close = ScriptText.closing(text, i);
        if (close.isEmpty()) {
          throw Stop.incomplete("the brace { is not closed", i);
        }
        i = close.getAsInt() + 1;
      } else if (c == '\\' && i + 1 < text.length()) {
        i += 2;
      } else {
        i++;
      }
    }
    return text.length();
  }

  private int quote(int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        return i;
      }
      if (c == '\\' && quote == '"') {
        i++;
      }
    }
    return -1;
  }

  /** Steps over what may end a statement; a problem where something else follows. */
  private Optional<Problem> ended() {
    blanks();
    if (at >= text.length() || text.charAt(at) == '\n') {
      return Optional.empty();
    }
    if (text.charAt(at) == ';' && !text.startsWith(";;", at)) {
      return Optional.empty();
    }
    if (text.charAt(at) == '#') {
      at = lineEnd();
      return Optional.empty();
    }
    int wrong = at;
    at = lineEnd();
    String line = text.substring(text.lastIndexOf('\n', wrong - 1) + 1, at);
    Place place = new Place("line", line(wrong), column(wrong), 1, line);
    return Optional.of(
        Problem.of(
                "language.rows",
                "\""
                    + text.substring(wrong, at)
                    + "\" cannot follow here: this runs outside of the shell")
            .withHint("write it on a line of its own; in where it is and, or, not")
            .at(place));
  }

  private int lineEnd() {
    int stop = text.indexOf('\n', at);
    return stop < 0 ? text.length() : stop;
  }

  private void blanks() {
    while (at < text.length()) {
      if (Characters.blank(text.charAt(at))) {
        at++;
      } else if (text.startsWith("\\\n", at)) {
        at += 2;
      } else {
        return;
      }
    }
  }

  /** A word of letters; the place behind it. Empty where something else stands here. */
  private String word() {
    int from = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    boolean whole =
        at >= text.length()
            || Character.isWhitespace(text.charAt(at))
            || ";|{>&".indexOf(text.charAt(at)) >= 0;
    if (!whole) {
      at = from;
      return "";
    }
    return text.substring(from, at);
  }

  private int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private int column(int offset) {
    return offset - (offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1) + 1;
  }
}
