package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.language.ShellText;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether Enter ends the input, and which word the cursor is in. */
class PromptParserTest {
  private final PromptParser parser = new PromptParser(text -> ShellText.read(text).end());

  @Test
  void cursorBeyondTheEndIsTheEnd() {
    ParsedLine line = parser.parse("echo ab", 8, ParseContext.ACCEPT_LINE);
    assertEquals("ab", line.word());
    assertEquals(2, line.wordCursor());
    assertEquals(7, line.cursor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat << 'EOF' > Dockerfile",
        "cat <<EOF\nFROM scratch",
        "echo 'one",
        "echo \"one\ntwo",
        "docker run \\",
        "docker ps |",
        "docker ps &&",
        "for i in 1 2; do",
        "if true; then echo",
        "f() {",
        "echo $(docker ps",
      })
  void goesOn(String text) {
    assertThrows(EOFError.class, () -> parser.parse(text, text.length(), ParseContext.ACCEPT_LINE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "docker ps",
        "cat << 'EOF' > Dockerfile\nFROM scratch\nEOF",
        "echo 'one\ntwo'",
        "docker run \\\n  -d web",
        "docker ps |\nhead -1",
        "for i in 1 2; do echo $i; done",
        "echo a # it's a remark",
        "fi",
        "sleep 5 &",
      })
  void isDone(String text) {
    assertDoesNotThrow(() -> parser.parse(text, text.length(), ParseContext.ACCEPT_LINE));
  }

  @Test
  void incompleteTextMayBeCompleted() {
    ParsedLine line = parser.parse("echo 'one", 9, ParseContext.COMPLETE);
    assertEquals("'one", line.word());
    assertEquals(4, line.wordCursor());
  }

  @Test
  void wordAtTheCursor() {
    assertEquals("im", parser.parse("docker im", 9, ParseContext.COMPLETE).word());
    assertEquals("", parser.parse("docker ", 7, ParseContext.COMPLETE).word());
    assertEquals("ps", parser.parse("docker ps|head", 9, ParseContext.COMPLETE).word());
    assertEquals("ps", parser.parse("echo $(ps", 9, ParseContext.COMPLETE).word());
    assertEquals("my\\ fi", parser.parse("cat my\\ fi", 10, ParseContext.COMPLETE).word());
    assertEquals("\"my fi", parser.parse("cat \"my fi", 10, ParseContext.COMPLETE).word());
  }

  @Test
  void cursorWithinAWord() {
    ParsedLine line = parser.parse("docker images -q", 9, ParseContext.COMPLETE);
    assertEquals("images", line.word());
    assertEquals(2, line.wordCursor());
  }
}
