package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The word docker at any depth of what a real bash runs. */
class CallBackTest {
  @TempDir static Path folder;
  private static Session session;

  @BeforeAll
  static void open() throws IOException {
    session = new Session(folder, Origin.REPLAY);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          docker echo a b => a b
          docker echo a | cat => a
          { echo 1; docker echo 2; echo 3; } >f; cat f => 1 2 3
          docker warn x 2>&1 >/dev/null | tr x y => y
          docker mix >f 2>&1; cat f => o0 e0 o1 e1 o2 e2
          docker mix 2>&1 | head -3 => o0 e0 o1
          docker mix 2>/dev/null => o0 o1 o2
          exec 7>&1; docker echo seven >&7; exec 7>&- => seven
          docker echo 1 3<&0 4>&1 5>&1 >&4 => 1
          x=$(docker echo a); echo "<$x>" => <a>
          docker echo $(docker echo deep) => deep
          diff <(docker echo a) <(docker echo a) && echo same => same
          echo a b c | xargs -n1 docker echo => a b c
          echo 'docker echo sh; docker exit 7' >s; sh s; echo $? => sh 7
          bash -c 'docker echo deep'; sh -c 'docker exit 200' || echo $? => deep 200
          printf 'all:\\n\\t@docker echo made\\n' >Makefile; make -s => made
          find . -name s -exec docker echo {} \\; => ./s
          nohup docker echo nohup 2>/dev/null | cat => nohup
          f() { command docker echo "f $1"; }; f x => f x
          alias d='docker echo'; eval d alias => alias
          coproc docker echo co; cat <&${COPROC[0]}; wait => co
          docker echo x >&-; echo $? => 0
          docker warn x 2>&-; echo $? => 0
          docker cat <&-; echo $? => 0
          docker cat <<<hello => hello
          docker echo x >/dev/full; echo $? => docker: cannot write its output 1
          env -i "$(command -v docker)" echo bare => bare
          docker exit 3; echo $? => 3
          ! docker exit 3; echo $? => 0
          cd /; docker pwd; (cd /usr && docker pwd); cd - >/dev/null => / /usr
          A=1; docker env A; export A; docker env A; A=2 docker env A => -unset- 1 2
          docker tty </dev/null => false false false
          case $(docker env PATH) in *home/bin*) echo bad;; *) echo good;; esac => good
          """)
  void callsBackFrom(String text, String expected) {
    String seen = session.output(text);
    String plain =
        seen.replaceAll(".*docker: line \\d+: printf: write error:.*\n", "bash: @: write error\n");
    assertEquals(expected, seen.strip().replace('\n', ' '), text);
  }

  @Test
  void leavesInputThatItDoesNotReadToItsCaller() {
    String text = "printf '%s\\n' a b c >list\nwhile read l; do docker echo $l; done <list\n";
    assertEquals("a\nb\nc\n", session.output(text));
    assertEquals("a\nb\nc\n", session.output("{ read first; echo $first; docker cat; } <list"));
  }

  @Test
  void aReaderThatLeavesCancelsTheWriter() {
    assertEquals(
        "1\n141 0\n",
        session.output(
            "docker save 20 | head -c 100 | wc -l >/dev/null; echo 1\n"
                + "docker save 20 | head -c 1 >/dev/null; echo ${PIPESTATUS[*]}"));
    Await.until("save broken", () -> session.verbs.ended.contains("save broken"));
  }

  @Test
  void allStatusesPass() {
    String expected =
        IntStream.rangeClosed(0, 255)
            .mapToObj(i -> i + " " + i + "\n")
            .collect(Collectors.joining());
    assertEquals(
        expected, session.output("for i in {0..255}; do docker exit $i; echo $i $?; done"));
  }

  @Test
  void argumentsAreExact() {
    assertEquals(
        "\n2a\n276122\n5c\n610a62\nc3a9\n202020\n",
        session.output(": ; docker args '' '*' \\'a\\\" \\\\ $'a\\nb' é '   '"));
  }

  @Test
  void manyArgumentsPass() {
    assertEquals("20000\n", session.output("docker args {1..20000} | wc -l"));
  }

  @Test
  void bytesPassBothWaysUnchanged() {
    session.output("docker save 10 >big; docker cat <big >copy");
    assertEquals(
        "same\n10485760\n",
        session.output("cmp big copy && echo same; cat copy | docker cat | wc -c"));
  }

  @Test
  void manyAtOnce() {
    assertEquals(
        "5050\n",
        session.output(
            "seq 100 | xargs -P4 -n1 docker echo | paste -sd+ | sed 's/$/\\n/' | bc 2>/dev/null"
                + " || seq 100 | xargs -P4 -n1 docker echo | awk '{s+=$1} END {print s}'"));
    assertEquals(
        "1\n2\n3\n", session.output("for i in 1 2 3; do docker echo $i & done | sort; wait"));
  }

  @Test
  void aTimeoutCancels() {
    assertEquals("124\n", session.output("timeout 0.3 docker block; echo $?"));
    Await.until("block cancelled", () -> session.verbs.ended.contains("block cancelled"));
  }

  @Test
  void aCallerThatIsKilledCancels() {
    session.verbs.ended.clear();
    session.output("docker block & p=$!");
    Await.until("docker block", () -> session.verbs.begun.contains("docker block"));
    assertEquals("137\n", session.output("kill -9 $p; wait $p 2>/dev/null; echo $?"));
    Await.until("block cancelled", () -> session.verbs.ended.contains("block cancelled"));
  }

  @Test
  void secretsAreForTheOwnerOnly() throws IOException {
    Path home = folder.resolve("home");
    assertEquals("rwx------", permissions(home));
    assertEquals("rwx------", permissions(home.resolve("bin")));
    assertEquals("rwx------", permissions(home.resolve("bin/docker")));
    assertEquals("rw-------", permissions(home.resolve("driver")));
    assertTrue(Files.readString(home.resolve("driver")).contains("PROMPT_COMMAND"));
  }

  private static String permissions(Path path) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path));
  }
}
