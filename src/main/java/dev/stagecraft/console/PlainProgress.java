package dev.stagecraft.console;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.TableFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Long work in a log: one line for each part without a parent that ended, none overwritten. What
 * takes long is told of after ten seconds and then each half minute.
 */
public final class PlainProgress implements Progress {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Consumer<String> line;
  private final Theme theme;
  private final Clock clock;
  private final Map<String, Open> open = new LinkedHashMap<>();

  /** Progress as lines, passed on without their ends. */
  public PlainProgress(Consumer<String> line, Theme theme, Clock clock) {
    this.line = line;
    this.theme = theme;
    this.clock = clock;
  }

  /** A part that goes on. */
  private static final class Open {
    private final Begun begun;
    private final Instant since;
    private Duration due;
    private Optional<Advanced> advanced = Optional.empty();
    private String said = "";

    Open(Begun begun, Instant since, Duration due) {
      this.begun = begun;
      this.since = since;
      this.due = due;
    }

    private String what() {
      return begun.label()
          + (said.isBlank() ? "" : ": " + said.strip())
          + advanced.map(at -> "  " + LiveProgress.amount(at)).orElse("");
    }
  }

  /** Tells of what has gone on for long. */
  public synchronized void tick() {
    for (Open part : open.values()) {
      Duration gone = Duration.between(part.since, clock.instant());
      if (gone.compareTo(part.due) >= 0) {
        part.due = gone.plus(AGAIN);
        line.accept(
            theme.plain("  … " + part.what() + "  " + TableFormat.duration(gone) + " so far"));
      }
    }
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Begun begun && begun.parent().isEmpty()) {
      open.put(begun.part(), new Open(begun, clock.instant(), FIRST));
    } else if (event instanceof Lasting lasting) {
      open.put(
          lasting.part(),
          new Open(
              new Begun(lasting.part(), Optional.empty(), lasting.label()),
              clock.instant().minus(lasting.gone()),
              lasting.gone().plus(FIRST)));
    } else if (event instanceof Left left) {
      open.remove(left.part());
    } else if (event instanceof Advanced advanced && open.containsKey(advanced.part())) {
      Optional.ofNullable(open.get(advanced.part()))
          .ifPresent(part -> part.advanced = Optional.of(advanced));
    } else if (event instanceof Said said && open.containsKey(said.part())) {
      Optional.ofNullable(open.get(said.part())).ifPresent(part -> part.said = said.line());
    } else if (event instanceof Ended ended && open.containsKey(ended.part())) {
      Begun begun = open.remove(ended.part()).begun;
      String sign =
          switch (ended.how()) {
            case DONE, CACHED -> "✓";
            case FAILED -> "✗";
            case CANCELLED -> "!";
          };
      String took = ended.how() == End.CACHED ? "cached" : TableFormat.duration(ended.took());
      String detail = ended.detail().isEmpty() ? "" : " " + ended.detail();
      line.accept(theme.plain("  " + sign + " " + begun.label() + detail + "  " + took));
    }
  }
}
