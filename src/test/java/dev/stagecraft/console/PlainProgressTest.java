package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Progress.Advanced;
import dev.stagecraft.command.Progress.Begun;
import dev.stagecraft.command.Progress.End;
import dev.stagecraft.command.Progress.Ended;
import dev.stagecraft.command.Progress.Lasting;
import dev.stagecraft.command.Progress.Left;
import dev.stagecraft.command.Progress.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Long work in a log. */
class PlainProgressTest {
  private static List<String> lines(boolean unicode) {
    List<String> lines = new ArrayList<>();
    Progress progress = new PlainProgress(lines::add, new Theme(false, unicode), new FixedClock());
    progress.on(new Begun("1", Optional.empty(), "golang:1.22"));
    progress.on(new Begun("1.1", Optional.of("1"), "unpack"));
    progress.on(new Begun("2", Optional.empty(), "alpine:3.19"));
    progress.on(new Said("1.1", "a line"));
    progress.on(new Ended("1.1", End.DONE, Duration.ofMillis(300), ""));
    progress.on(new Ended("2", End.CACHED, Duration.ofMillis(1), ""));
    progress.on(new Ended("1", End.DONE, Duration.ofMillis(31_200), "≈ made from a recipe"));
    progress.on(new Begun("3", Optional.empty(), "build"));
    progress.on(new Ended("3", End.FAILED, Duration.ofSeconds(125), ""));
    progress.on(new Begun("4", Optional.empty(), "pull"));
    progress.on(new Ended("4", End.CANCELLED, Duration.ofMillis(800), ""));
    progress.on(new Ended("4", End.DONE, Duration.ofMillis(900), "again"));
    progress.on(new Ended("5", End.DONE, Duration.ZERO, "never begun"));
    return lines;
  }

  @Test
  void whatTakesLongIsToldOf() {
    List<String> lines = new ArrayList<>();
    FixedClock clock = new FixedClock();
    PlainProgress progress = new PlainProgress(lines::add, new Theme(false, true), clock);
    progress.on(new Begun("1", Optional.empty(), "golang:1.22"));
    progress.tick();
    clock.pass(9_000);
    progress.tick();
    progress.on(new Said("1", "from a recipe"));
    clock.pass(2_000);
    progress.tick();
    clock.pass(29_000);
    progress.tick();
    clock.pass(1_000);
    progress.tick();
    progress.on(new Ended("1", End.DONE, Duration.ofSeconds(41), ""));
    clock.pass(60_000);
    progress.tick();
    assertEquals(
        List.of(
            "  … golang:1.22: from a recipe  11 s so far",
            "  … golang:1.22: from a recipe  41 s so far",
            "  ✓ golang:1.22  41 s"),
        lines);
  }

  @Test
  void whatLastsLeavesNoLineBehind() {
    List<String> lines = new ArrayList<>();
    FixedClock clock = new FixedClock();
    PlainProgress progress = new PlainProgress(lines::add, new Theme(false, true), clock);
    progress.on(new Lasting("base", "base golang:1.22", Duration.ofSeconds(60)));
    progress.on(new Said("base", "unpacking"));
    progress.on(new Advanced("base", 3, OptionalLong.of(7), "files"));
    clock.pass(9_000);
    progress.tick();
    clock.pass(1_000);
    progress.tick();
    progress.on(new Left("base"));
    clock.pass(60_000);
    progress.tick();
    assertEquals(
        List.of("  … base golang:1.22: unpacking  3 of 7 files  1 min 10 s so far"), lines);
  }

  @Test
  void lineForEachPartThatEnded() {
    assertEquals(
        List.of(
            "  ✓ alpine:3.19  cached",
            "  ✓ golang:1.22 ≈ made from a recipe  31 s",
            "  ✗ build  2 min 05 s",
            "  ! pull  0.8 s"),
        lines(true));
  }

  @Test
  void asciiWhereTheLogIsNotUtf8() {
    assertEquals(
        List.of(
            "  ok alpine:3.19  cached",
            "  ok golang:1.22 ~ made from a recipe  31 s",
            "  FAIL build  2 min 05 s",
            "  ! pull  0.8 s"),
        lines(false));
  }
}
