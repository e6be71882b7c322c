package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java at the prompt. */
class JavaTest {
  @TempDir private Path folder;

  @Test
  void snippetsShareWhatGroovyDefines() {
    Play play = new Play(folder);
    assertEquals("2\n", play.java("1 + 1"));
    assertEquals("", play.java("int x = 5; int twice(int n) { return n * 2; }"));
    assertEquals("10\n", play.java("twice(x)"));
    assertEquals("6\n", play.groovy("x + 1"));
    assertEquals("", play.groovy("def list = [1, 2]"));
    assertEquals("2\n", play.java("list.size()"));
    assertEquals("true\n", play.java("list.add(3);"));
    assertEquals("[1, 2, 3]\n", play.groovy("list"));
    assertEquals("", play.java("System.out.println(\"printed\")"));
    assertEquals("printed\n", play.printed());
    assertEquals("line:2:1 / by zero (ArithmeticException)", play.java("int zero = 0;\n1 / zero"));
  }

  @Test
  void filesHaveAnInterpreterLineAndArguments() {
    Play play = new Play(folder);
    String text =
        """
        #!/usr/bin/env stagecraft
        int twice(int n) {
          return n * 2;
        }
        for (String word : args) System.out.println(word + " " + twice(word.length()));
        int y = 1;
        y / (y - 1)
        """;
    Source source = Source.file("a.jsh", text, List.of("one", "three"));
    assertEquals(
        "a.jsh:7:1 / by zero (ArithmeticException)", Play.text(play.run(Language.JAVA, source)));
    assertEquals("one 6\nthree 10\n", play.printed());
  }
}
