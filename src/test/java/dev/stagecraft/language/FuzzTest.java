package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text is read, and every character of it is accounted for. {@code -Dseed=…} repeats a run. */
class FuzzTest {
  private static final int TEXTS = 5000;
  private final long seed = Long.getLong("seed", new Random().nextLong());

  @Test
  void anyTextIsReadAndCovered() {
    System.out.println("FuzzTest.anyText -Dseed=" + seed);
    RandomTexts texts = new RandomTexts(new Random(seed));
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.next();
      String what = "seed " + seed + ": " + text;
      statements(text, what);
      tokens(text, what);
      cursor(text, i, what);
    }
  }

  @Test
  void whatNestsWithoutEndIsAnsweredToo() {
    for (String opener : "( (( $(( { $( \"$( ${ ` if a[ [[( f() <( a=( @( '".split(" ")) {
      String text = (opener + " ").repeat(3000);
      statements(text, opener);
      tokens(text, opener);
      cursor(text, 0, opener);
    }
  }

  private static void statements(String text, String what) {
    Reading reading = ShellText.read(text);
    int end = 0;
    for (Statement statement : reading.statements()) {
      assertTrue(statement.span().start() >= end, what);
      assertTrue(blank(text.substring(end, statement.span().start())), what);
      assertEquals(statement.span().in(text), statement.text(), what);
      long lines =
          text.substring(0, statement.span().start()).chars().filter(c -> c == '\n').count();
      assertEquals(lines + 1, statement.line(), what);
      statement.commands().forEach(command -> within(statement.span(), command, what));
      end = statement.span().end();
    }
    String tail = text.substring(end);
    assertTrue(tail.endsWith(reading.rest()), what);
    assertTrue(blank(tail.substring(0, tail.length() - reading.rest().length())), what);
    assertEquals(reading.end() == Completeness.COMPLETE, reading.problem().isEmpty(), what);
  }

  private static void within(Span span, SimpleCommand command, String what) {
    assertTrue(span.start() <= command.span().start(), what);
    assertTrue(command.span().end() <= span.end(), what);
    for (Word word : command.words()) {
      assertTrue(command.span().start() <= word.span().start(), what);
      assertTrue(word.span().end() <= command.span().end(), what);
    }
  }

  private static void tokens(String text, String what) {
    int end = 0;
    for (Token token : Tokens.of(text)) {
      assertTrue(token.span().start() >= end && token.span().length() > 0, what);
      assertTrue(blank(text.substring(end, token.span().start())), what);
      end = token.span().end();
    }
    assertTrue(blank(text.substring(end)), what);
  }

  private static void cursor(String text, int i, String what) {
    int offset = text.isEmpty() ? 0 : i % (text.length() + 1);
    Cursor cursor = Cursor.at(text, offset);
    assertEquals(offset, cursor.partialSpan().end(), what);
  }

  private static boolean blank(String text) {
    return text.replace("\\\n", "").chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n');
  }
}
