package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shell with our own streams leaves in them exactly what bash would have. */
class InheritedTest {
  @TempDir Path folder;

  private Process start(String text) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.addAll(List.of(BatchProgram.class.getName(), folder.resolve("session").toString(), text));
    Files.writeString(folder.resolve("in"), "first\nsecond\nthird\n");
    return new ProcessBuilder(words)
        .redirectInput(folder.resolve("in").toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private Process bash(String text) throws IOException {
    Path home = Files.createDirectories(folder.resolve("bash"));
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", text)
            .directory(home.toFile())
            .redirectInput(folder.resolve("in").toFile())
            .redirectOutput(folder.resolve("bashout").toFile())
            .redirectError(folder.resolve("basherr").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo out\necho err >&2\nread a; echo $a\ncat\nexit 5",
        "set -e\necho a\nfalse\necho b",
        "trap 'echo bye $?' EXIT\necho a\n(exit 4)",
        "printf 'x%.0s' {1..100000}\nls /nosuch 2>/dev/null || echo none\n: | cat\nexec true",
        "echo $-x | grep -q z\necho $?\nset -- a b\necho $# $0",
        "f() { return 9; }\nf",
        "trap 'echo bye $?' EXIT\necho a\nkill -TERM $$; echo no\necho no",
        "trap 'echo bye' EXIT\necho a\nkill -HUP $$\necho no",
      })
  void givesWhatBashGives(String text) throws Exception {
    Process ours = start(text);
    int status = ours.waitFor();
    int expected = bash(text).waitFor();
    assertEquals(
        Files.readString(folder.resolve("bashout")), Files.readString(folder.resolve("out")));
    assertEquals(
        Files.readString(folder.resolve("basherr")), Files.readString(folder.resolve("err")));
    assertEquals(expected, status);
  }

  @Test
  void ourWordsGoBetween() throws Exception {
    Process ours =
        start(
            "echo 1\ndocker echo 2\necho 3\ndocker echo 4 | cat\nread x\necho $x\n"
                + "docker cat | head -1\ndocker exit 6");
    assertEquals(6, ours.waitFor());
    assertEquals("", Files.readString(folder.resolve("err")));
    assertEquals("1\n2\n3\n4\nfirst\nsecond\n", Files.readString(folder.resolve("out")));
  }

  @Test
  void theExitTrapSeesTheStatusOfOurWordsToo() throws Exception {
    assertEquals(6, start("trap 'echo bye $?' EXIT\necho a\ndocker exit 6").waitFor());
    assertEquals("a\nbye 6\n", Files.readString(folder.resolve("out")));
  }

  @Test
  void theExitTrapRunsWhereAnIntEndsTheScript() throws Exception {
    assertEquals(130, start("trap 'echo bye' EXIT\necho a\nkill -INT $$\necho no").waitFor());
    assertEquals("a\nbye\n", Files.readString(folder.resolve("out")));
  }

  @Test
  void ifWeAreKilledTheShellEndsAndWhatItRuns() throws Exception {
    Process ours = start("sleep 1000 & echo $$ $!\nsleep 1001");
    Await.until("the shell", () -> read().contains(" "));
    List<Long> all = new ArrayList<>();
    for (String pid : read().strip().split(" ")) {
      all.add(Long.parseLong(pid));
    }
    Await.until(
        "the foreground program",
        () ->
            ProcessTable.session(all.get(0)).stream()
                .anyMatch(p -> p.info().commandLine().orElse("").endsWith("sleep 1001")));
    ProcessTable.session(all.get(0)).forEach(p -> all.add(p.pid()));
    ours.destroyForcibly();
    ours.waitFor(10, TimeUnit.SECONDS);
    Await.until(
        "the end of all",
        () ->
            all.stream()
                .noneMatch(
                    pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()));
  }

  private String read() {
    try {
      return Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      return "";
    }
  }
}
