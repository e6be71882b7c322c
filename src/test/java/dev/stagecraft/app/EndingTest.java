package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of a process's end, and the status that it comes to. */
class EndingTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  private int ended(int work, int putBack, boolean fails) throws IOException {
    try (RunLog log = new RunLog(folder, Clock.systemUTC())) {
      Ending ending = new Ending(said::add, log);
      ending.putsBack(
          () -> {
            said.add("engine left");
            return putBack;
          });
      ending.before(
          () -> {
            said.add("shell ended");
            if (fails) {
              throw new IllegalStateException("no");
            }
          });
      int status = ending.end(work);
      assertEquals(status == 4 ? 0 : status, ending.end(work == 0 ? 0 : status), "once");
      return status;
    }
  }

  @Test
  void aHostThatCouldNotBePutBackIsStatusFour() throws IOException {
    assertEquals(0, ended(0, 0, false));
    assertEquals(List.of("shell ended", "engine left"), said);
    assertEquals(4, ended(0, 4, false));
    assertEquals(1, ended(1, 4, false), "the work's own failure counts more");
  }

  @Test
  void whatFailsDoesNotKeepTheRestFromEnding() throws IOException {
    assertEquals(4, ended(0, 0, true));
    assertEquals(List.of("shell ended", "while ending: no", "engine left"), said);
  }
}
