package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what a replay comes to. */
final class Tally {
  private final List<Summary.Skipped> skipped = new ArrayList<>();
  private int done;
  private int numbered;
  private int failedSteps;
  private int blocks;
  private int failures;
  private int tolerated;

  /** A block is run; one that is only needed does not count. */
  void block(boolean asked) {
    blocks += asked ? 1 : 0;
  }

  /** Something failed. */
  void failed() {
    failures++;
  }

  /** A statement failed, and that is no matter. */
  void tolerated() {
    tolerated++;
  }

  /** A step is left out. */
  void skipped(Route.Stop stop, Problem problem) {
    if (stop.asked()) {
      skipped.add(new Summary.Skipped(stop.step(), problem));
    }
  }

  /** How much has failed. */
  int failures() {
    return failures;
  }

  /** A step has ended, with so many failures. */
  void ended(Route.Stop stop, int failed) {
    boolean counts = stop.asked() && stop.step().number() > 0;
    failedSteps += failed > 0 ? 1 : 0;
    numbered += failed > 0 && counts ? 1 : 0;
    done += failed == 0 && counts ? 1 : 0;
  }

  /**
   * What it all came to.
   *
   * @param steps how many numbered steps were asked for
   */
  Summary summary(int steps, boolean cancelled, Duration took, SizeTable sizes) {
    int out = (int) skipped.stream().filter(s -> s.step().number() > 0).count();
    return new Summary(
        done,
        failedSteps,
        Math.max(0, steps - done - numbered - out),
        skipped,
        blocks,
        failures,
        tolerated,
        cancelled,
        took,
        sizes);
  }

  /** The table of sizes of a lab. */
  static SizeTable sizes(Lab lab, ImageBook images) {
    List<SizeTable.Row> rows = new ArrayList<>();
    for (Lab.App app : lab.apps()) {
      rows.add(new SizeTable.Row(app, images.noted(app.single()), images.noted(app.multi())));
    }
    return new SizeTable(rows, images.all());
  }
}
