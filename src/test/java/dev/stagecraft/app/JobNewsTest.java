package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of background jobs. */
class JobNewsTest {
  @Test
  void aJobIsToldOnce() {
    JobNews jobs = new JobNews();
    String running = "[1]-  4242 Running                 sleep 50 &\n";
    assertEquals(List.of("[1] 4242"), jobs.news(running));
    assertEquals(List.of(), jobs.news(running));
    assertEquals(
        List.of("[2] 4243"), jobs.news(running + "[2]+  4243 Running                 top &\n"));
    assertEquals(List.of(), jobs.news(""));
  }

  @Test
  void aStoppedJobIsToldEachTimeItStops() {
    JobNews jobs = new JobNews();
    String stopped = "[2]+  4243 Stopped (tty output)     top\n";
    assertEquals(List.of("[2]+  Stopped (tty output)     top"), jobs.news(stopped));
    assertEquals(List.of(), jobs.news(stopped));
    assertEquals(List.of(), jobs.news("[2]+  4243 Running                 top &\n"));
    assertEquals(List.of("[2]+  Stopped (tty output)     top"), jobs.news(stopped));
  }

  @Test
  void theEndOfAJobIsToldOnce() {
    JobNews jobs = new JobNews();
    assertEquals(List.of("[1] 4242"), jobs.news("[1]+  4242 Running                 sleep 1 &\n"));
    String done = "[1]+  4242 Done                    sleep 1\n";
    assertEquals(List.of("[1]+  Done                    sleep 1"), jobs.news(done));
    assertEquals(List.of(), jobs.news(done));
    assertEquals(List.of(), jobs.news("[1]+  77 Exit 1                  false\n"));
  }
}
