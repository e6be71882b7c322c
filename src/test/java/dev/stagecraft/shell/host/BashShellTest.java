package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.shell.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shell keeps between statements, what it survives, and how it is brought back. */
class BashShellTest {
  private static final String RESTORED =
      "; a new one goes on with the same folder, variables and functions, without jobs";

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session = new Session(folder, Origin.REPLAY);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void keepsItsStateBetweenStatements() {
    session.output("cd /usr; A=1; export B='x y'; f() { echo \"f $1\"; }; set -- p q; umask 027");
    assertEquals("/usr 1 x y p q 0027\n", session.output("echo $PWD $A $B $@ $(umask)"));
    assertEquals("f z\n", session.output("f z"));
    assertEquals(Path.of("/usr"), session.executor.state().folder());
    assertEquals("x y", session.executor.state().exported("B").orElseThrow());
    assertEquals("1\n", session.output("false\necho $?"));
    assertEquals("7\n", session.output("docker exit 7\necho $?"));
    assertEquals(List.of(), session.notices);
  }

  @Test
  void outputBelongsToTheStatementThatWroteIt() {
    for (int i = 0; i < 200; i++) {
      assertEquals(
          "out " + i + "\nerr " + i + "\n",
          session.output("echo out " + i + "; echo err " + i + " >&2"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          set -e => e
          set -u => u
          set -o pipefail; set -f; IFS=x; shopt -s nocasematch => k
          set -C => k
          set -o posix => k
          LC_ALL=C => k
          set -n => k
          printf() { echo no; }; read() { :; }; declare() { :; }; eval() { :; } => k
          alias eval=no while=no => k
          unset -f __sc_next __sc_state => k
          readonly PROMPT_COMMAND => k
          PROMPT_COMMAND=no => k
          TMOUT=1 => k
          break; continue; break 9 => k
          exec 0<&- => k
          exec 5>&1 6>&1 3>&1 => k
          trap 'echo never >/dev/null' DEBUG => k
          set -x => k
          set -v => k
          unset PATH; PATH=/usr/bin:/bin => k
          exec /nosuch => k
          cd "$(mktemp -d)" && rmdir "$PWD" => k
          """)
  void survives(String hostile, String probe) {
    session.run(hostile);
    String seen = session.output(probe.equals("u") ? "echo ${x-unset}" : "echo still here");
    assertTrue(
        seen.endsWith(probe.equals("u") ? "unset\n" : "still here\n"), hostile + ": " + seen);
    assertEquals(
        "docker\n",
        session
            .output("command docker echo docker")
            .replaceAll("(?m)^\\+.*\n|^com.*\n|^shell-init.*\n", ""));
    assertEquals(List.of(), session.notices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          ${x:?} => 1
          set -u; echo $nosuch => 1
          readonly R=1; R=2 => 1
          echo ${a b} => 1
          echo $((1/0)) => 1
          return 3 => 2
          local x=1 => 1
          nosuch => 127
          """)
  void livesOnAfter(String failing, int status) {
    assertEquals(status, session.run(failing).ran().status(), failing);
    assertEquals("here\n", session.output("echo here"));
    assertEquals(List.of(), session.notices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          exit 3 => the shell ended with status 3
          set -e; false => the shell ended with status 1
          kill -HUP $$ => the shell ended with status 129
          trap 'echo bye' EXIT; exit 4 => the shell is gone (status 4)
          exec true => the shell is gone (status 0)
          kill -9 $$ => the shell is gone (status 137)
          """)
  void isBroughtBackAfter(String fatal, String notice) {
    session.output("cd /usr; A='x y'; f() { echo f; }; alias g='echo g'; set -- 1 2");
    session.run(fatal);
    assertEquals(List.of(notice + RESTORED), session.notices);
    assertEquals("/usr x y 2\nf\ng\n", session.output("echo $PWD $A $#; f; eval g"));
    assertEquals("ok\n", session.output("command docker echo ok"));
  }

  @Test
  void whatWasSetInTheLastStatementIsBroughtBackToo() {
    session.run("cd /usr; x=9; exit 3");
    assertEquals("9 /usr 3\n", session.output("q=$?; echo $x $PWD $q"));
  }

  @Test
  void errexitEndsAtTheStatementThatFails() {
    assertEquals("", session.output("set -e; (false); echo no"));
    assertEquals(1, session.notices.size());
  }

  @Test
  void inBatchTheEndOfTheShellIsTheEnd() throws IOException {
    try (Session batch = new Session(folder.resolve("batch"), Origin.BATCH)) {
      assertEquals(
          new Session.Seen("a\n", new Ran(3, true, false)), batch.run("echo a\nexit 3\necho b"));
    }
    try (Session batch = new Session(folder.resolve("batch2"), Origin.BATCH)) {
      assertEquals(
          new Session.Seen("a\n", new Ran(5, true, false)),
          batch.run("set -e\necho a\ndocker exit 5\necho b"));
    }
    try (Session batch = new Session(folder.resolve("batch3"), Origin.BATCH)) {
      Session.Seen seen = batch.run("echo a\nif true; then\necho b");
      assertEquals(new Ran(2, false, false), seen.ran());
      assertTrue(seen.text().startsWith("a\nbash: eval: line "), seen.text());
      assertTrue(seen.text().endsWith("syntax error: unexpected end of file\n"), seen.text());
    }
  }

  @Test
  void atThePromptExitEndsTheSession() throws IOException {
    try (Session prompt = new Session(folder.resolve("prompt"), Origin.PROMPT)) {
      assertEquals(new Ran(1, false, false), prompt.run("set -e; false").ran());
      assertEquals(1, prompt.notices.size());
      assertEquals(new Ran(4, true, false), prompt.run("exit 4").ran());
      assertEquals(1, prompt.notices.size());
    }
  }

  @Test
  void expandsWordsOfOurCommands() {
    session.output("touch a.txt b.txt; x='1 2'; cd .");
    assertEquals(
        hex("1", "2", "1 2", "a.txt", "b.txt", "1", "2", "3", "q", "", "ÿ\n"),
        session.output("docker args $x \"$x\" *.txt {1..3} $(docker echo q) \"\" $'ÿ\\n'"));
    assertEquals(
        "bash: y: not set\nbash cannot expand docker echo ${y:?not set}\n",
        session.output("docker echo ${y:?not set}"));
    assertEquals("*.none\n", session.output("docker echo *.none"));
    assertEquals("3\n", session.output("(exit 3)\n docker exit $?\necho $?"));
  }

  private static String hex(String... words) {
    StringBuilder lines = new StringBuilder();
    for (String word : words) {
      lines.append(
          java.util.HexFormat.of()
              .formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      lines.append('\n');
    }
    return lines.toString();
  }

  @Test
  void aFunctionOfThePersonGoesBeforeOurWord() {
    session.output("docker() { echo mine \"$@\"; }");
    assertEquals("mine ps\n", session.output("docker ps"));
    session.output("unset -f docker");
    assertEquals("ours\n", session.output("docker echo ours"));
  }

  @Test
  void whereTheShellsOutputGoesOursGoesToo() {
    assertEquals("", session.output("exec >log\ndocker echo one\necho two\ndocker echo $((3))"));
    assertEquals("one\ntwo\n3\n", session.output("exec >&2\ncat log"));
  }

  @Test
  void anEndedSessionLeavesNoProcess() {
    String pid = session.output("sleep 1000 & echo $!").strip();
    assertTrue(ProcessHandle.of(Long.parseLong(pid)).isPresent());
    session.close();
    dev.stagecraft.testkit.Await.until(
        "the end of sleep",
        () -> !ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
    assertFalse(ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void longTextsPass() {
    String line = "x".repeat(100_000);
    assertEquals(line + "\n", session.output("cat <<'EOF'\n" + line + "\nEOF"));
  }
}
