package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.BaseStock;
import dev.stagecraft.testkit.RealEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab as somebody else would write it, who has never heard of Stagecraft. */
class OtherLabIT {
  private static final String LAB = "src/test/resources/labs/tea/README.md";

  @TempDir private Path folder;

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void replaysUntouched() {
    BaseStock.bring(folder, List.of("golang:1.22-alpine", "alpine:3.19"));
    try (RealEngine real = RealEngine.assumed()) {
      replay(real);
    }
  }

  private void replay(RealEngine real) {
    Stagecraft stagecraft = new Stagecraft(folder, real.environment());
    Stagecraft.Ended ended = stagecraft.start("replay", LAB).end(Duration.ofSeconds(880));
    String out = ended.out();
    assertAll(
        () -> assertEquals(0, ended.status(), out + ended.err()),
        () -> assertSaid(out, "$ grep ^module go.mod", "module example.org/stove/kettle"),
        () -> assertSaid(out, "| grep -c COPY", "1"),
        () -> assertSaid(out, "$ curl -s localhost:18095/", "A pot of Darjeeling, please wait"),
        () ->
            assertSaid(out, "$ curl -s http://localhost:18096/", "A pot of Earl Grey, please wait"),
        () ->
            assertSaid(out, "  done", "cup 1 of Earl Grey\ncup 2 of Earl Grey\ncup 3 of Earl Grey"),
        () -> assertSaid(out, "localhost:18095/coffee", "418"),
        () -> assertSaid(out, "| cut -d ' ' -f 3-", "cup 3"),
        () -> assertTrue(out.contains("(port 18096 answered; the lab says 1.0 s)"), out),
        () ->
            assertTrue(
                out.lines().anyMatch(l -> l.matches("6 of 6 steps, 11 blocks, 0 failed · .*")),
                out),
        () -> assertEquals(List.of(), stagecraft.sessions()));
  }

  /** A line that ends so is followed by these lines. */
  private static void assertSaid(String out, String line, String lines) {
    assertTrue(out.contains(line + "\n" + lines + "\n"), line + " in\n" + out);
  }
}
