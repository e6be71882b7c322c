package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed is listed. */
class HistoryCommandTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() throws IOException {
    file =
        Files.writeString(folder.resolve("history"), "1000:ls\n2000:cat <<E\\na\\nE\n3000:pwd\n");
  }

  private Outcome run(String... words) {
    return new Dispatcher(new Registry(List.of(new HistoryCommand(file))))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                folder, Map.of(), new ScreenStreams(true), Progress.none(), Origin.PROMPT));
  }

  @Test
  void allLines() {
    Outcome outcome = run("history");
    assertEquals("    1  ls\n    2  cat <<E\na\nE\n    3  pwd\n", outcome.text());
    assertEquals(
        List.of(3L, Instant.ofEpochSecond(3), "pwd"), outcome.rows().orElseThrow().rows().get(2));
  }

  @Test
  void theLastOnes() {
    assertEquals("    3  pwd\n", run("history", "1").text());
    assertEquals("", run("history", "0").text());
    assertEquals(3, run("history", "99").rows().orElseThrow().rows().size());
  }

  @Test
  void whatIsNoNumberIsRefused() {
    Outcome outcome = run("history", "two");
    assertEquals(2, outcome.status());
    assertEquals(
        "history: two is not a number of lines", outcome.problem().orElseThrow().message());
  }

  @Test
  void noFileHasNoLines() throws IOException {
    Files.delete(file);
    assertEquals("", run("history").text());
  }
}
