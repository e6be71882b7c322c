package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Progress;
import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayListener;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells of what a replay waits for: a base image that is on its way, a statement that says nothing
 * for long. Docker verbs that tell of themselves are left to do so. It hears each event before the
 * screen does, so that no live line stands where the screen writes.
 */
final class Underway implements ReplayListener {
  private static final Set<String> TELLING = Set.of("build", "buildx", "pull", "push");
  private static final String STATEMENT = "statement";
  private static final String BASE = "base";

  private final Progress progress;
  private final LongSupplier nanos;
  private Optional<String> running = Optional.empty();
  private Optional<String> base = Optional.empty();
  private long begun;
  private boolean shown;

  /**
   * Tells whoever hears of long work.
   *
   * @param nanos tells the time, as {@link System#nanoTime} does
   */
  Underway(Progress progress, LongSupplier nanos) {
    this.progress = progress;
    this.nanos = nanos;
  }

  @Override
  public synchronized void on(ReplayEvent event) {
    if (event instanceof ReplayEvent.BaseBringing bringing) {
      bringing(bringing);
      return;
    }
    leave();
    boolean open = false;
    if (event instanceof ReplayEvent.StatementBegun statement) {
      begun = nanos.getAsLong();
      running = label(statement.statement());
    } else if (event instanceof ReplayEvent.Output output) {
      open = output.bytes().length > 0 && output.bytes()[output.bytes().length - 1] != '\n';
    } else if (event instanceof ReplayEvent.StatementEnded
        || event instanceof ReplayEvent.StepEnded
        || event instanceof ReplayEvent.ReplayEnded) {
      running = Optional.empty();
    }
    if (running.isPresent() && !open) {
      Duration gone = Duration.ofNanos(nanos.getAsLong() - begun);
      progress.on(new Progress.Lasting(STATEMENT, running.get(), gone));
      shown = true;
    }
  }

  private void bringing(ReplayEvent.BaseBringing event) {
    String reference = event.progress().reference();
    // a line about the registry is written by the screen
    if (event.says().startsWith("registry ") || !base.equals(Optional.of(reference))) {
      leave();
      base = Optional.of(reference);
      progress.on(new Progress.Lasting(BASE, "base " + reference, event.progress().since()));
    }
    progress.on(new Progress.Said(BASE, event.says()));
    event
        .progress()
        .extent()
        .ifPresent(
            extent ->
                progress.on(
                    new Progress.Advanced(BASE, extent.current(), extent.total(), extent.unit())));
  }

  private void leave() {
    if (shown) {
      progress.on(new Progress.Left(STATEMENT));
      shown = false;
    }
    if (base.isPresent()) {
      progress.on(new Progress.Left(BASE));
      base = Optional.empty();
    }
  }

  private static Optional<String> label(LabStatement statement) {
    boolean tells = DockerUse.in(statement).stream().anyMatch(use -> TELLING.contains(use.verb()));
    return tells ? Optional.empty() : statement.text().lines().findFirst().map(line -> "$ " + line);
  }
}
