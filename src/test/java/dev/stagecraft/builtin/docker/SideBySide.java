package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The docker CLI and our verbs on the same engine, in the same folder.
 *
 * @param folder where both run
 */
record SideBySide(RealEngine real, VerbFixture verbs, Path folder) {
  /** What the docker CLI makes of a command line. */
  Said cli(String... words) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder process = new ProcessBuilder(List.of(words));
      process.environment().putAll(real.environment());
      process.directory(folder.toFile());
      process.redirectOutput(out.toFile()).redirectError(err.toFile());
      process.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      int status = process.start().waitFor();
      return new Said(
          status,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ours and the CLI's are equal; once more where a second has gone by between them. */
  void same(String... words) {
    Said theirs = cli(words);
    Said ours = verbs.call(words);
    if (!theirs.equals(ours)) {
      theirs = cli(words);
      ours = verbs.call(words);
    }
    assertEquals(theirs.toString(), ours.toString(), String.join(" ", words));
  }
}
