package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Progress;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker build} on the engine of the machine. */
final class BuildVerbIT {
  @TempDir Path folder;
  private RealEngine real;
  private VerbFixture verbs;
  private String base;

  @BeforeEach
  void aBase() {
    real = RealEngine.assumed(BuildKit::new);
    verbs = new VerbFixture(real.engine(), folder, Clock.systemUTC(), true);
    base = real.name("base") + ":1";
    String unused = TinyImage.make(real.engine(), real.name("base"), "1");
  }

  @AfterEach
  void nothingIsLeft() {
    if (real != null) {
      verbs.session.close();
      real.engine().images().remove(base, true, true);
      real.close();
    }
  }

  /** What differs from build to build: times, sizes, digests. */
  private String masked(String text) {
    return text.replaceAll("sha256:[0-9a-f]{12,64}", "sha256:ID")
        .replaceAll("(DONE|done) [0-9.]+s", "$1 Ns")
        .replaceAll("(#\\d+) \\d+\\.\\d{3} ", "$1 N ")
        .replaceAll("(?m)^\\d+\\.\\d{3} ", "N ")
        .replaceAll("[0-9.]+(B|kB|MB)\\b", "NB")
        .replaceAll("[0-9.]+s done", "Ns done")
        .replace(real.name(""), "sc-");
  }

  @Test
  void aBuildInAPipe() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + base
            + " AS one\nARG WHO=nobody\nRUN [\"/tiny\", \"echo\", \"built\"]\n"
            + "FROM "
            + base
            + "\nCOPY --from=one /tiny /copy\nLABEL a=b\n");
    Said said = verbs.call("docker", "build", "-t", real.name("app") + ":1", "--label", "c=d", ".");
    assertEquals(0, said.status(), said.toString());
    assertEquals("", said.out());
    String text = masked(said.err());
    assertTrue(text.startsWith("#1 [internal] load "), text);
    assertTrue(text.contains(" RUN [\"/tiny\", \"echo\", \"built\"]\n"), text);
    assertTrue(text.contains(" N built\n"), text);
    assertTrue(text.contains(" DONE Ns\n"), text);
    Said labels =
        verbs.call("docker", "inspect", "-f", "{{.Config.Labels}}", real.name("app") + ":1");
    assertEquals("map[a:b c:d]\n", labels.out());
    Said again = verbs.call("docker", "build", "-t", real.name("app") + ":1", ".");
    for (int i = 0; i < 2 && !again.err().contains(" CACHED\n"); i++) {
      // Others on the same engine may have pruned its cache in between.
      again = verbs.call("docker", "build", "-t", real.name("app") + ":1", ".");
    }
    assertTrue(again.err().contains(" CACHED\n"), again.err());
  }

  @Test
  void aStepThatFails() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM " + base + "\nRUN [\"/tiny\", \"echo\", \"why it fails\", \"exit\", \"3\"]\n");
    Said said = verbs.call("docker", "build", ".");
    assertEquals(1, said.status());
    String text = masked(said.err());
    String tail = text.substring(text.indexOf("------\n"));
    assertEquals(
        """
        ------
        N why it fails
        ------
        FAIL Dockerfile:2
          RUN ["/tiny", "echo", "why it fails", "exit", "3"]
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          ERROR: failed to solve: [2/2] failed with exit code 3
          try  the lines that it wrote say why; correct the Dockerfile and build again
        """,
        tail);
  }

  @Test
  void progressOnATerminal() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + base
            + " AS builder\nRUN [\"/tiny\", \"echo\", \"built\"]\n"
            + "FROM "
            + base
            + "\nCOPY --from=builder /tiny /copy\n");
    verbs.terminal = true;
    Said said = verbs.call("docker", "build", "-t", real.name("app") + ":2", ".");
    assertEquals(new Said(0, "", ""), said);
    List<String> stages =
        verbs.progress.stream()
            .filter(e -> e instanceof Progress.Begun begun && begun.parent().isEmpty())
            .map(e -> ((Progress.Begun) e).label())
            .toList();
    assertTrue(stages.contains("builder"), stages.toString());
    long open =
        verbs.progress.stream().filter(e -> e instanceof Progress.Begun).count()
            - verbs.progress.stream().filter(e -> e instanceof Progress.Ended).count();
    assertEquals(0, open, verbs.progress.toString());
  }

  @Test
  void aDockerfileFromStandardInput() {
    verbs.input = "FROM " + base + "\nLABEL x=y\n";
    Said said = verbs.call("docker", "build", "-q", "-");
    assertEquals(0, said.status(), said.toString());
    assertTrue(said.out().matches("sha256:[0-9a-f]{64}\n"), said.out());
  }

  @Test
  void aDockerfileFromStandardInputWithAFolder() throws IOException {
    String tag = real.name("piped") + ":1";
    Files.writeString(folder.resolve("greeting"), "hello");
    Files.writeString(folder.resolve("Dockerfile"), "FROM nothing-of-this-name\n");
    verbs.input = "FROM " + base + "\nCOPY greeting /greeting\n";
    Said said = verbs.call("docker", "build", "-q", "-t", tag, "-f", "-", ".");
    assertEquals(0, said.status(), said.toString());
    assertTrue(verbs.session.owns(Kind.IMAGE, tag));
    verbs.input = "FROM " + base + "\nRUN [\"/tiny\", \"exit\", \"3\"]\n";
    Said failed = verbs.call("docker", "build", "-f", "-", ".");
    assertEquals(1, failed.status(), failed.toString());
    assertTrue(failed.err().contains("Dockerfile:2\n"), failed.err());
    assertEquals(List.of(), verbs.delegated);
  }

  @Test
  void anArchiveFromStandardInput() throws Exception {
    Files.writeString(folder.resolve("Other"), "FROM " + base + "\nCOPY greeting /\n");
    Files.writeString(folder.resolve("greeting"), "hello");
    Process tar =
        new ProcessBuilder("tar", "-cf", "context.tar", "Other", "greeting")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    verbs.input = Files.readString(folder.resolve("context.tar"), StandardCharsets.ISO_8859_1);
    Said said = verbs.call("docker", "build", "-q", "-f", "Other", "-t", real.name("tar"), "-");
    assertEquals(0, said.status(), said.toString());
    assertTrue(verbs.session.owns(Kind.IMAGE, real.name("tar")));
    assertEquals(List.of(), verbs.delegated);
  }

  @Test
  void whatIsNotThere() {
    Said dockerfile = verbs.call("docker", "build", ".");
    assertEquals(1, dockerfile.status());
    assertTrue(dockerfile.err().contains("Dockerfile"), dockerfile.err());
    Said file = verbs.call("docker", "build", "-f", "nope", ".");
    assertEquals(1, file.status());
    assertTrue(file.err().contains("nope"), file.err());
  }
}
