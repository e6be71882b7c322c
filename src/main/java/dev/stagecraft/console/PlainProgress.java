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
    private Duration due = FIRST;
    private String said = "";

    Open(Begun begun, Instant since) {
      this.begun = begun;
      this.since = since;
    }
  }

  /** Tells of what has gone on for long. */
  public synchronized void tick() {
    for (Open part : open.values()) {
      Duration gone = Duration.between(part.since, clock.instant());
      if (gone.compareTo(part.due) >= 0) {
        part.due = gone.plus(AGAIN);
        String what = part.begun.label() + (part.said.isBlank() ? "" : ": " + part.said.strip());
        line.accept(theme.plain("  … " + what + "  " + TableFormat.duration(gone) + " so far"));
      }
    }
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Begun begun && begun.parent().isEmpty()) {
      open.put(begun.part(), new Open(begun, clock.instant()));
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
