package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import dev.stagecraft.testkit.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java at the prompt. */
class JavaTest {
  private Play play;

  @BeforeEach
  void open(@TempDir Path folder) {
    play = new Play(folder);
  }

  @Test
  void snippetsShareWhatGroovyDefines() {
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
  void nothingPassesBothWays() {
    assertEquals("", play.groovy("def none = null"));
    assertEquals("true\n", play.java("none == null"));
    assertEquals("", play.java("String text = null"));
    assertEquals("true\n", play.groovy("text == null"));
    assertEquals("", play.groovy("text = 'now'"));
    assertEquals("NOW\n", play.java("text.toUpperCase()"));
    assertEquals("", play.java("text = null"));
    assertEquals("true\n", play.groovy("text == null"));
    assertEquals("", play.groovy("none = 'a text'"));
    assertEquals("6\n", play.java("none.length()"));
  }

  @Test
  void aNameTakesTheTypeOfWhatItHolds() {
    assertEquals("", play.java("int n = 5"));
    assertEquals("", play.java("int next() { return n + 1; }"));
    assertEquals("", play.groovy("n = 6"));
    assertEquals("7\n", play.java("next()"));
    assertEquals("", play.groovy("n = 'six'"));
    assertEquals("3\n", play.java("n.length()"));
    assertEquals("", play.java("double n = 0.5"));
    assertEquals("0.5\n", play.groovy("n"));
    assertEquals("", play.groovy("n = 2.5d"));
    assertEquals("5.0\n", play.java("n * 2"));
  }

  @Test
  void commandsAreMethods() {
    play.calls();
    assertEquals("7.0 MB\n", play.java("build(\".\", Map.of(\"tag\", \"x:1\")).size()"));
    assertEquals("7.0 MB\n", play.java("images().get(0).size()"));
    assertEquals("hello\n", play.java("run(\"alpine\", \"echo\", \"hi\")"));
    assertEquals("", play.java("run(\"web\", Map.of(\"env\", \"A=b\"), c -> show(c.logs()))"));
    assertEquals("one\ntwo\n", play.printed());
    assertEquals(
        List.of(
            "docker build --tag=x:1 .",
            "docker image inspect x:1",
            "docker images ",
            "docker image inspect go-app:single",
            "docker run alpine echo hi",
            "docker run --env=A=b --detach=true web",
            "docker logs " + Play.ID,
            "docker rm -f -v " + Play.ID),
        play.calls());
    assertEquals(
        "line:2:1 docker build has no option tga · did you mean tag?",
        play.java("int a = 1;\nbuild(\".\", Map.of(\"tga\", \"x\"))"));
    assertEquals("line:1:1 there is no folder missing", play.java("build(\"missing\")"));
  }

  @Test
  void failuresAreToldAtTheLineOfTheirText() {
    String text =
        """
        int half(int n) {
          if (n < 0) {
            throw new IllegalArgumentException("below zero: " + n);
          }
          return n / 2;
        }

        half(2);
        for (int i = 1; i > -2; i--) {
          half(i);
        }
        """;
    Source file = Source.file("half.jsh", text, List.of());
    assertEquals(
        "half.jsh:3:1 below zero: -1 (IllegalArgumentException)\nfrom half.jsh:10",
        Play.text(play.run(Language.JAVA, file)));
    assertEquals(
        "half.jsh:3:1 below zero: -7 (IllegalArgumentException)\nfrom line:1",
        play.java("half(-7)"));
    assertEquals("line:2:16 ';' expected", play.java("int b = 1;\nint c = half(2) half(3);"));
    assertEquals("", play.java("int later() { return sooner() + 1; }"));
    assertEquals(
        "line:1:1 later needs method sooner()\nfrom line:1 · define that first",
        play.java("later()"));
  }

  @Test
  void filesHaveAnInterpreterLineAndArguments() {
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
    Source leaving = Source.file("b.jsh", "int s = 3;\nexit(s);\nshow(s);", List.of());
    assertEquals(3, play.run(Language.JAVA, leaving).status());
    assertEquals("", play.printed());
  }

  @Test
  void whatRunsIsEndedAndTheStateStays() throws Exception {
    assertEquals("", play.java("int kept = 4"));
    for (String endless :
        List.of(
            "while (true) {}",
            "Thread.sleep(600_000)",
            "while (true) { try { Thread.sleep(600_000); } catch (Throwable t) {} }")) {
      List<Thread> runner = new java.util.concurrent.CopyOnWriteArrayList<>();
      CompletableFuture<Throwable> ended =
          CompletableFuture.supplyAsync(
              () -> {
                runner.add(Thread.currentThread());
                Throwable thrown = assertThrows(Cancelled.class, () -> play.java(endless));
                assertEquals(true, Thread.interrupted());
                return thrown;
              });
      Await.until(
          "it runs",
          () ->
              Thread.getAllStackTraces().values().stream()
                  .flatMap(java.util.Arrays::stream)
                  .anyMatch(frame -> frame.getMethodName().equals("do_it$")));
      runner.get(0).interrupt();
      assertEquals(Cancelled.class, ended.get().getClass(), endless);
      assertEquals("4\n", play.java("kept"));
    }
  }
}
