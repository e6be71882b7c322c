package dev.stagecraft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.replay.Comparing;
import dev.stagecraft.replay.FakeBases;
import dev.stagecraft.replay.FakeShell;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.Replayer;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A replay over a shell that does what a test says, kept with a clock that the test moves. */
final class Replayed {
  final FakeShell shell = new FakeShell();
  final FakeEngine engine = new FakeEngine();
  private final AtomicLong clock = new AtomicLong();
  private Secrets secrets = Secrets.usual();
  private boolean keepGoing;

  /** Time passes. */
  Replayed passes(Duration time) {
    clock.addAndGet(time.toNanos());
    return this;
  }

  Replayed masking(Secrets other) {
    secrets = other;
    return this;
  }

  Replayed keepingGoing() {
    keepGoing = true;
    return this;
  }

  /** What is kept of a lab's replay. */
  Timeline timeline(String lab) {
    Timeline timeline = new Timeline(Instant.parse("2026-08-01T12:00:00Z"), clock::get);
    LabEngine asks =
        new LabEngine(
            () -> engine,
            FakeBases::new,
            (host, port, limit, worth) -> Optional.of(Duration.ofMillis(300)),
            image -> {},
            new Removals());
    Replayer replayer =
        new Replayer(
            shell,
            asks,
            new Replayer.Options(
                Path.of("/work"), keepGoing, false, new Comparing(Comparing.Mode.CHECK, 0.2)),
            clock::get,
            List.of(new Masking(secrets, List.of(timeline))));
    try {
      replayer.replay(LabReader.read("labs/lab.md", lab));
    } catch (Cancelled cancelled) {
      assertEquals(true, Thread.interrupted(), cancelled.getMessage());
    }
    return timeline;
  }

  Run run(String lab) {
    return Run.of(timeline(lab), Optional.empty());
  }

  Run broken(String lab, Problem problem) {
    return Run.of(timeline(lab), Optional.of(problem));
  }

  /** Compares a text with the golden file of a name; -Dgolden.update writes it. */
  static void assertGolden(String name, String text) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Path file =
          Path.of(System.getProperty("stagecraft.home"))
              .resolve("src/test/resources/dev/stagecraft/report")
              .resolve(name);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    try (InputStream in = Replayed.class.getResourceAsStream(name)) {
      String golden = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (System.getProperty("golden.update") == null) {
        assertEquals(golden, text);
      }
    }
  }
}
