package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stagecraft.command.Registry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** The colours of a line while it is typed, as ANSI sequences made readable. */
class PromptHighlighterTest {
  private static final Map<String, String> COLOURS = new LinkedHashMap<>();

  static {
    COLOURS.put("36;1", "ours");
    COLOURS.put("1", "command");
    COLOURS.put("31", "error");
    COLOURS.put("32", "string");
    COLOURS.put("33", "variable");
    COLOURS.put("34", "option");
    COLOURS.put("35", "operator");
    COLOURS.put("2", "comment");
    COLOURS.put("0", "");
  }

  private static AttributedString highlighted(String line, boolean colour) {
    Registry registry = SomeCommands.registry();
    CommandWords words = new CommandWords(registry, () -> "/bin:/usr/bin", "mine"::equals);
    try {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(
                  new DumbTerminal(
                      java.io.InputStream.nullInputStream(),
                      java.io.OutputStream.nullOutputStream()))
              .build();
      return new PromptHighlighter(registry, words, () -> new Theme(colour, true))
          .highlight(reader, line);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code <ours>docker<> ps}. */
  private static String marked(String line) {
    StringBuilder text = new StringBuilder();
    String ansi = highlighted(line, true).toAnsi();
    int at = 0;
    var sequences = java.util.regex.Pattern.compile("\u001b\\[([0-9;]*)m").matcher(ansi);
    while (sequences.find()) {
      text.append(ansi, at, sequences.start());
      text.append('<').append(COLOURS.getOrDefault(sequences.group(1), sequences.group(1)));
      text.append('>');
      at = sequences.end();
    }
    return text + ansi.substring(at);
  }

  @Test
  void ourCommandWithOptionAndString() {
    assertEquals("<ours>docker<> run <option>-d<> <string>'a b'<>", marked("docker run -d 'a b'"));
  }

  @Test
  void unknownCommandIsAnError() {
    assertEquals("<error>imgaes<>", marked("imgaes"));
    assertEquals("<command>ls<> x", marked("ls x"));
    assertEquals("<command>export<> x", marked("export x"));
    assertEquals("<command>mine<>", marked("mine"));
    assertEquals("<command>./imgaes<>", marked("./imgaes"));
  }

  @Test
  void operatorsVariablesAndComments() {
    assertEquals(
        "<ours>images<> <operator>|<> <command>grep<> <variable>$x<> <comment># why<>",
        marked("images | grep $x # why"));
  }

  @Test
  void textIsNeverChanged() {
    for (String line :
        new String[] {"", " docker  run \t-d", "echo 'open", "cat <<E\na\nE", ";;"}) {
      assertEquals(line, highlighted(line, true).toString());
    }
  }

  @Test
  void noColourWhereThereIsNone() {
    assertFalse(highlighted("docker run", false).toAnsi().contains("\u001b"));
  }
}
