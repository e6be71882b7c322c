package dev.stagecraft.session;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that uses a state folder that becomes full, or is read-only, and tells how it went. */
public final class StateFolderChild {
  private StateFolderChild() {}

  /**
   * Claims until the folder is full, then tears down.
   *
   * @param words the state folder
   */
  public static void main(String[] words) throws IOException {
    Path state = Path.of(words[0]);
    FakeEngine engine = new FakeEngine();
    engine.images().add("base:1");
    Session session = SessionFixture.session(state, engine);
    try {
      SessionFixture.run(session, engine, "first", "base:1");
      fill(state.resolve("fill"));
      // What is left of the last block may take a few lines more.
      for (int i = 0; i < 500; i++) {
        SessionFixture.run(session, engine, "more" + i, "base:1");
      }
      System.out.println("never full");
    } catch (ProblemException e) {
      System.out.println(e.problem().code() + ": " + e.problem().message());
    }
    int made = engine.containers().names().size();
    TeardownReport report = session.tearDown(SessionFixture.BUDGET);
    System.out.println(made == report.removed().getOrDefault(Kind.CONTAINER, 0));
    System.out.println(report.left() + " " + Files.exists(Journal.file(state, session.id())));
  }

  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = "x".repeat(4096).getBytes(StandardCharsets.US_ASCII);
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      System.out.println("filled");
    }
  }
}
