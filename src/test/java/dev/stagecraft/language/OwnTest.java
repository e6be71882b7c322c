package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statements that are ours, among those of the shell. */
class OwnTest {
  private static final OwnWords WORDS =
      new OwnWords(
          Set.of("docker", "images", "it")::contains,
          Set.of("where", "select", "sort", "first", "count", "to", "each"),
          Set.of("groovy", "jshell"));

  private static Own only(String text) {
    Reading reading = ShellText.read(text, WORDS);
    assertEquals(Completeness.COMPLETE, reading.end(), text);
    assertEquals(1, reading.statements().size(), text);
    return reading.statements().get(0).own().orElseThrow();
  }

  private static String stages(String text) {
    RowPipeline rows = ((Own.Rows) only(text)).pipeline();
    String first =
        rows.first() instanceof RowPipeline.FromCommand command
            ? String.join(" ", command.command().literals().orElseThrow())
            : "{" + ((RowPipeline.FromScript) rows.first()).block().body() + "}";
    StringBuilder said = new StringBuilder(first);
    rows.stages()
        .forEach(
            s -> said.append(" | ").append(s.word()).append('(').append(s.argument()).append(')'));
    rows.rest().ifPresent(rest -> said.append(" || ").append(rest));
    return said.toString();
  }

  private static void shells(String text) {
    Reading reading = ShellText.read(text, WORDS);
    assertEquals(ShellText.read(text), reading);
    assertTrue(reading.statements().stream().allMatch(s -> s.own().isEmpty()), text);
  }

  @Test
  void rowsStayRows() {
    assertEquals(
        "images | where(size > 100MB) | sort(-size) | first(3)",
        stages("images | where size > 100MB | sort -size | first 3"));
    assertEquals(
        "docker images -a | where(x == 'a|b;c')", stages("docker images -a|where x == 'a|b;c'"));
    assertEquals("it | count()", stages("it |\n  count"));
    assertEquals("images | each({ a | b; \"}\" })", stages("images | each { a | b; \"}\" }"));
    assertEquals("images | to(json) || cat > out.json", stages("images | to json > out.json"));
    assertEquals(
        "docker images | where(size > 1) | sort(size)",
        stages("docker images | where size > 1 | sort size"));
  }

  @Test
  void whatIsNotOursGetsText() {
    assertEquals(
        "images | where(size > 1) || grep x | wc -l && echo y",
        stages("images | where size > 1 | grep x | wc -l && echo y"));
    assertEquals("{1 + 1} || tee x", stages("groovy {1 + 1} | tee x"));
    assertEquals("{1} || cat > x", stages("groovy {1} > x"));
    assertEquals("{ images } | count()", stages("groovy { images } | count"));
  }

  @Test
  void theShellsStaysTheShells() {
    shells("ls | sort -k2");
    shells("docker images | sort -k2");
    shells("docker images | grep x");
    shells("docker ps # it's | where");
    shells("docker build - <<'EOF' | cat\nit's\nEOF");
    shells("images");
    shells("groovy -e 'x'");
    shells("x=$(docker ps -q | where)");
    shells("echo images | where x");
    shells("images || where x");
    shells("where size > 3");
    shells("sort a; images; count");
  }

  @Test
  void aBlockMayHaveManyLines() {
    String text = "echo a\n  groovy {\n  def x = '}' // }\n  x\n}; echo b\n";
    Reading reading = ShellText.read(text, WORDS);
    assertEquals(Completeness.COMPLETE, reading.end());
    assertEquals(
        List.of("echo a", "  groovy {\n  def x = '}' // }\n  x\n}", " echo b"),
        reading.statements().stream().map(Statement::text).toList());
    ScriptBlock block = ((Own.Script) reading.statements().get(1).own().orElseThrow()).block();
    assertEquals(new ScriptBlock("groovy", "\n  def x = '}' // }\n  x\n", 2, 11), block);
    assertEquals(2, reading.statements().get(1).line());
    assertEquals(5, reading.statements().get(2).line());
    assertEquals("\n          " + block.body(), block.placed());
  }

  @Test
  void whatIsOpenGoesOn() {
    for (String open :
        List.of(
            "groovy {",
            "groovy { if (x) {\n }",
            "jshell { \"}\"",
            "groovy { '''\n}",
            "images |",
            "images | where size > 1 |\n",
            "images | where x == 'a",
            "images | each {",
            "images | count | grep 'x")) {
      assertEquals(Completeness.INCOMPLETE, ShellText.read(open, WORDS).end(), open);
    }
  }

  @Test
  void aListIsRefusedBeforeTheShellReadsIt() {
    Own.Mistake mistake = (Own.Mistake) only("images | where size > 1 && echo x > 2");
    assertEquals(
        "\"&& echo x > 2\" cannot follow here: this runs outside of the shell",
        mistake.problem().message());
    assertEquals(25, mistake.problem().place().orElseThrow().column());
  }

  @Test
  void bracketsAndQuotesOfOtherLanguages() {
    for (String whole :
        List.of(
            "a / b",
            "x.split /,{/",
            "\"${[1].collect { \"}\" }}\"",
            "'\\''",
            "/* { */",
            "a // {",
            "f(')')",
            "$/ { /$",
            "int x = 1;",
            "/\\/{/",
            "x = 1 / 2 / 3")) {
      assertEquals(Completeness.COMPLETE, ScriptText.state(whole), whole);
    }
    for (String open : List.of("f(", "def f() {", "\"\"\"x", "/* x", "[1,\n2")) {
      assertEquals(Completeness.INCOMPLETE, ScriptText.state(open), open);
    }
  }
}
