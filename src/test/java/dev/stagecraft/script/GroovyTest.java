package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import dev.stagecraft.testkit.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Groovy at the prompt. One instance: the first line of Groovy is a slow one. */
@TestInstance(Lifecycle.PER_CLASS)
class GroovyTest {
  private Play play;

  @BeforeAll
  void open(@TempDir Path folder) {
    play = new Play(folder);
  }

  @Test
  void valuesAreShown() {
    assertEquals("2\n", play.groovy("1 + 1"));
    assertEquals("hello\n", play.groovy("'hello'"));
    assertEquals("", play.groovy("null"));
    assertEquals("", play.groovy("def shownNot = 3"));
    assertEquals("[1, null, [a:b]]\n", play.groovy("[1, null, [a: 'b']]"));
    assertEquals("7.0 MB\n", play.groovy("3.MB + 4.MB"));
    assertEquals("30 s\n", play.groovy("30.seconds"));
    assertEquals("N     SIZE\na   1.0 MB\n", play.groovy("[[n: 'a', size: 1.MB]]"));
    assertEquals("", play.groovy("println 'printed'"));
    assertEquals("printed\n", play.printed());
  }

  @Test
  void definitionsLast() {
    assertEquals(
        "", play.groovy("def a = 1; int b = 2; String c = \"${a + b}\"; def (d, e) = [4, 5]"));
    assertEquals("[1, 2, 3, 4, 5]\n", play.groovy("[a, b, c, d, e]"));
    assertEquals("java.lang.String\n", play.groovy("c.class.name"));
    assertEquals("", play.groovy("def twice(n) { n * 2 }\nint thrice(int n) { twice(n) + n }"));
    assertEquals("9\n", play.groovy("thrice 3"));
    assertEquals("", play.groovy("class Point { int x; int y }\nrecord Pair(int l, int r) {}"));
    assertEquals("3\n", play.groovy("new Point(x: 1, y: 2).with { x + y }"));
    assertEquals("7\n", play.groovy("new Pair(7, 8).l()"));
    assertEquals("", play.groovy("import java.util.concurrent.TimeUnit"));
    assertEquals("60\n", play.groovy("TimeUnit.MINUTES.toSeconds(1)"));
    assertEquals(
        "[2, 4]\n", play.groovy("def list = []\nfor (i in 1..2) { list << twice(i) }\nlist"));
  }

  @Test
  void importsAreKeptOnce() {
    for (int i = 0; i < 40; i++) {
      assertEquals("", play.groovy("import java.util.function.*; import static java.lang.Math.*"));
    }
    assertEquals("2\n", play.groovy("Function f = { abs(it) }; f.apply(-2)"));
  }

  @Test
  void commandsAreMethods() {
    play.calls();
    assertEquals(
        "",
        play.groovy(
            "def img = build('.', file: 'Dockerfile.multi', tag: 'go-app:m', noCache: true)"));
    assertEquals("built\n", play.complained());
    assertEquals(
        List.of("docker build --file=Dockerfile.multi --tag=go-app:m --no-cache=true ."),
        play.calls());
    assertEquals("7.0 MB\n", play.groovy("img.size"));
    assertEquals("sha256:1\n", play.groovy("build('.', buildArg: [A: 1, B: 2]).id"));
    assertEquals(
        List.of(
            "docker image inspect go-app:m",
            "docker build --build-arg=A=1 --build-arg=B=2 --quiet=true .",
            "docker image inspect sha256:1"),
        play.calls());
    assertEquals("hello\n", play.groovy("run(img, 'echo', 'hello')"));
    assertEquals("one\ntwo\n", play.groovy("logs container('web')"));
    assertEquals("one\n", play.groovy("docker('logs', 'web').readLines()[0]"));
    assertEquals(
        List.of("docker run go-app:m echo hello", "docker logs web", "docker logs web"),
        play.calls());
  }

  @Test
  void aContainerIsGoneAfterItsBlock() {
    play.calls();
    assertEquals(
        "used abababababab\n",
        play.groovy("run('web', ports: [8082: 8080], env: [A: 'b']) { c -> \"used $c\" }"));
    List<String> expected =
        List.of(
            "docker run --publish=8082:8080 --env=A=b --detach=true web",
            "docker rm -f -v " + Play.ID);
    assertEquals(expected, play.calls());
    assertEquals(
        "line:1:1 / by zero (ArithmeticException)",
        play.groovy("run('web', ports: [8082: 8080], env: [A: 'b']) { 1.intdiv(0) }"));
    assertEquals(expected, play.calls());
  }

  @Test
  void rowsAreObjects() {
    assertEquals("[multi]\n", play.groovy("images.findAll { it.size < 100.MB }*.tag"));
    assertEquals("307 MB\n", play.groovy("images()*.size.sum()"));
    Outcome shown = play.run(Language.GROOVY, Source.line("images"));
    assertEquals(
        List.of("repository", "tag", "size"),
        shown.rows().orElseThrow().columns().stream().map(Table.Column::name).toList());
    assertEquals("2\n", play.groovy("it.size()"));
    play.calls();
  }

  @Test
  void whatFailsIsToldAtItsLine() {
    assertEquals(
        "line:2:1 / by zero (ArithmeticException)", play.groovy("def zero = 0\n1.intdiv(zero)"));
    assertEquals("line:2:7 Unexpected ')'", play.groovy("def f = 3\nif (f)) }"));
    assertEquals(
        "line:1:1 String has no method tolowerCase() · did you mean toLowerCase?",
        play.groovy("'x'.tolowerCase()"));
    assertEquals("line:1:1 Integer has no property foo", play.groovy("3.foo"));
    assertEquals(
        "line:1:1 imagse is neither a variable nor a command nor a method here · did you mean images?",
        play.groovy("imagse"));
    assertEquals(
        "line:1:1 docker build has no option fil · did you mean file?",
        play.groovy("build('.', fil: 'x')"));
    assertEquals("line:1:1 there is no folder missing", play.groovy("build('missing')"));
    assertEquals("a line of the log\n", play.complained());
    assertEquals(
        "line:1:1 assert 1 == x\n         |  |\n         |  2\n         false",
        play.groovy("def x = 2; assert 1 == x"));
    assertEquals(
        "",
        play.groovy(
            "def deep() { throw new IllegalStateException('low') }\ndef high() { deep() }"));
    assertEquals(
        "line:1:1 low (IllegalStateException)\nfrom line:2\nfrom line:1", play.groovy("high()"));
    play.calls();
  }

  @Test
  void aFileIsAProgram() {
    Source file =
        Source.file(
            "tool.groovy",
            "#!/usr/bin/env stagecraft\ndef n = args.size()\nprintln \"$n ${args[0]}\"\nn",
            List.of("a", "b"));
    assertEquals("", Play.text(play.run(Language.GROOVY, file)));
    assertEquals("2 a\n", play.printed());
    Source wrong =
        Source.file(
            "tool.groovy", "def f() {\n  throw new RuntimeException('no')\n}\n\nf()\n", List.of());
    assertEquals(
        "tool.groovy:2:1 no (RuntimeException)\nfrom tool.groovy:5",
        Play.text(play.run(Language.GROOVY, wrong)));
    assertEquals(3, play.run(Language.GROOVY, Source.file("x", "exit 3", List.of())).status());
    Source classes =
        Source.file(
            "x", "class Tool { static void main(String[] args) { println 'main' } }", List.of());
    assertEquals("", Play.text(play.run(Language.GROOVY, classes)));
    assertEquals("main\n", play.printed());
  }

  @Test
  void eachRowIsIt() {
    Table rows =
        new Table(List.of(Table.Column.left("a", "A")), List.of(List.of("x"), List.of("y")));
    dev.stagecraft.shell.Call call =
        new dev.stagecraft.shell.Call(
            List.of("each"),
            Path.of("/"),
            java.util.Map.of(),
            new dev.stagecraft.testkit.PlainStreams());
    assertEquals(
        List.of(List.of("xx"), List.of("yy")),
        play.interpreters.each(rows, "{ it.a * 2 }", call).rows());
    Table named = play.interpreters.each(rows, "{ r -> [name: r.a, n: 1] }", call);
    assertEquals(List.of(List.of("x", 1L), List.of("y", 1L)), named.rows());
    assertEquals(List.of(), play.interpreters.each(rows, "{ println it }", call).rows());
  }

  @Test
  void interruptsEndLoops() throws Exception {
    for (String endless :
        List.of(
            "while (true) {}",
            "sleep 100000",
            "def g() { g2() }; def g2() { while (true) { try { Thread.sleep(1) } catch (Throwable t) { throw t } } }; g()",
            "[1].each { for (;;) {} }")) {
      long millis = interrupted(endless);
      assertTrue(millis < 1000, endless + ": " + millis + " ms");
    }
    assertEquals("3\n", play.groovy("1 + 2"));
  }

  private long interrupted(String text) throws Exception {
    AtomicReference<Thread> thread = new AtomicReference<>();
    CompletableFuture<String> run =
        CompletableFuture.supplyAsync(
            () -> {
              thread.set(Thread.currentThread());
              return play.groovy("println 'begun'\n" + text);
            });
    Await.until("it runs", () -> thread.get() != null && play.printed().equals("begun\n"));
    long start = System.nanoTime();
    thread.get().interrupt();
    ExecutionException ended =
        assertThrows(ExecutionException.class, () -> run.get(10, TimeUnit.SECONDS));
    assertEquals(Cancelled.class, ended.getCause().getClass());
    return (System.nanoTime() - start) / 1_000_000;
  }
}
