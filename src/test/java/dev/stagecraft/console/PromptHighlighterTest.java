package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stagecraft.command.Registry;
import dev.stagecraft.shell.Interpreter.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private static final Registry REGISTRY = SomeCommands.registry();

  private static PromptHighlighter highlighter(boolean colour, Optional<Language> mode) {
    CommandWords words = new CommandWords(REGISTRY, () -> "/bin:/usr/bin", "mine"::equals);
    return new PromptHighlighter(REGISTRY, words, () -> new Theme(colour, true), () -> mode);
  }

  /** With the cursor elsewhere: each word is finished. */
  private static AttributedString highlighted(String line, boolean colour) {
    return highlighter(colour, Optional.empty()).highlight(line, -1);
  }

  private static String typing(String line) {
    return readable(highlighter(true, Optional.empty()).highlight(line, line.length()).toAnsi());
  }

  private static String groovy(String line) {
    return readable(highlighter(true, Optional.of(Language.GROOVY)).highlight(line, -1).toAnsi());
  }

  /** {@code <ours>docker<> ps}. */
  private static String marked(String line) {
    return readable(highlighted(line, true).toAnsi());
  }

  private static String readable(String ansi) {
    StringBuilder text = new StringBuilder();
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
  void wordThatIsBeingTypedIsNoErrorYet() {
    assertEquals("imga", typing("imga"));
    assertEquals("<error>imga<> ", typing("imga "));
    assertEquals("<ours>images<>", typing("images"));
    assertEquals("<ours>docker<> rm --forc", typing("docker rm --forc"));
    assertEquals("<ours>docker<> rm <variable>--forc<> ", typing("docker rm --forc "));
  }

  @Test
  void optionsAreThoseOfTheCommand() {
    assertEquals(
        "<ours>docker<> rm <option>-f<> <option>--force<> <variable>--farce<> x",
        marked("docker rm -f --force --farce x"));
    assertEquals(
        "<ours>docker<> run <option>-de<> A=1 <option>--network=x<> img <option>--any<> <option>-z<>",
        marked("docker run -de A=1 --network=x img --any -z"));
    assertEquals(
        "<ours>docker<> run <option>--network<> <variable>$n<> <variable>-q<> img",
        marked("docker run --network $n -q img"));
    assertEquals("<command>ls<> <option>--what<>", marked("ls --what"));
    assertEquals(
        "<ours>docker<> rm <option>-f<> a <operator>|<> <command>ls<> <option>-q<>",
        marked("docker rm -f a | ls -q"));
  }

  @Test
  void openTextIsNoErrorAndAnErrorHasItsPlace() {
    assertEquals("<command>echo<> <string>'open<>", typing("echo 'open"));
    assertEquals("<error>;;<>", marked(";;"));
    assertEquals("<command>ls<> <error>)<> <error>x<>", marked("ls ) x"));
    assertEquals(
        "<command>cat<> <operator><<<> <string>'E'<>\n<string>FROM a<>",
        typing("cat << 'E'\nFROM a"));
  }

  @Test
  void scriptsHaveColoursOfTheirOwn() {
    assertEquals(
        "<operator>def<> x = <variable>12.5<> + images[<variable>0<>].size <comment>// why<>",
        groovy("def x = 12.5 + images[0].size // why"));
    assertEquals(
        "<operator>if<> (a.class == <string>'it\\'s'<>) <string>\"open<>",
        groovy("if (a.class == 'it\\'s') \"open"));
    assertEquals("<string>'''a\nb<>", groovy("'''a\nb"));
    assertEquals("<comment>/* a\nb */<> x1", groovy("/* a\nb */ x1"));
    assertEquals(
        "<ours>groovy<> <operator>{<> <operator>new<> A(<variable>0x1F<>) }",
        marked("groovy { new A(0x1F) }"));
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
