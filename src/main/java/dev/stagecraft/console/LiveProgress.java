package dev.stagecraft.console;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.console.Theme.Role;
import dev.stagecraft.core.ByteSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jline.utils.AttributedString;

/**
 * Long work as a few lines that live and then fold to one. A part without a parent is a line; while
 * it runs the line shows its running child, the time, and the last thing said; when it ends it
 * becomes one line that stays.
 *
 * <p>Lines are redrawn at most ten times a second, by the thread that reports and by {@link #tick}.
 */
public final class LiveProgress implements Progress, AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final Duration REDRAW = Duration.ofMillis(100);

  private final Consumer<String> terminal;
  private final IntSupplier columns;
  private final Theme theme;
  private final Clock clock;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private int drawn;
  private Instant last = Instant.EPOCH;

  /**
   * Progress on a terminal.
   *
   * @param terminal writes text, escape sequences included, at once
   * @param columns how wide the terminal is now
   */
  public LiveProgress(Consumer<String> terminal, IntSupplier columns, Theme theme, Clock clock) {
    this.terminal = terminal;
    this.columns = columns;
    this.theme = theme;
    this.clock = clock;
  }

  @Override
  public synchronized void on(Event event) {
    boolean now = false;
    if (event instanceof Begun begun) {
      parts.put(begun.part(), new Part(begun, clock.instant(), clock.instant()));
      now = begun.parent().isEmpty();
    } else if (event instanceof Lasting lasting) {
      Begun begun = new Begun(lasting.part(), Optional.empty(), lasting.label());
      Instant since = clock.instant().minus(lasting.gone());
      parts.put(lasting.part(), new Part(begun, since, clock.instant().plus(LONG)));
      return;
    } else if (event instanceof Left left) {
      if (parts.containsKey(left.part())) {
        erase();
        parts.remove(left.part());
        tick();
      }
      return;
    } else if (event instanceof Advanced advanced) {
      part(advanced.part()).ifPresent(p -> p.advanced = Optional.of(advanced));
    } else if (event instanceof Said said) {
      part(said.part())
          .ifPresent(
              p -> {
                p.said = said.line();
                root(p).said = said.line();
              });
    } else if (event instanceof Ended ended) {
      Optional<Part> part = part(ended.part());
      part.ifPresent(p -> p.ended = Optional.of(ended));
      if (part.filter(p -> p.begun.parent().isEmpty()).isPresent()) {
        fold(part.get(), ended);
        return;
      }
      now = ended.how() == End.FAILED;
    }
    if (now || Duration.between(last, clock.instant()).compareTo(REDRAW) >= 0) {
      draw();
    }
  }

  /** Draws again, so that times go on while nothing is reported. */
  public synchronized void tick() {
    if (!parts.isEmpty()) {
      draw();
    }
  }

  /** Takes the live lines away; what folded stays. */
  @Override
  public synchronized void close() {
    erase();
    parts.clear();
  }

  private Optional<Part> part(String id) {
    return Optional.ofNullable(parts.get(id));
  }

  private Part root(Part part) {
    Part at = part;
    while (at.begun.parent().isPresent()) {
      Optional<Part> parent = part(at.begun.parent().get());
      if (parent.isEmpty()) {
        return at;
      }
      at = parent.get();
    }
    return at;
  }

  private void fold(Part part, Ended ended) {
    String sign =
        switch (ended.how()) {
          case DONE -> theme.paint(Role.SUCCESS, theme.plain("✓"));
          case CACHED -> theme.paint(Role.DIM, theme.plain("✓"));
          case FAILED -> theme.paint(Role.ERROR, theme.plain("✗"));
          case CANCELLED -> theme.paint(Role.WARNING, "!");
        };
    String detail = ended.detail().isEmpty() ? "" : " " + ended.detail();
    String took = ended.how() == End.CACHED ? "cached" : TableFormat.duration(ended.took());
    erase();
    terminal.accept(
        "  "
            + sign
            + " "
            + cut(theme.plain(part.begun.label() + detail), columns.getAsInt() - 16)
            + "  "
            + theme.paint(Role.DIM, took)
            + "\n");
    parts.values().removeIf(p -> p == part || root(p) == part);
    draw();
  }

  private void erase() {
    if (drawn > 0) {
      terminal.accept("\u001b[" + drawn + "A\r\u001b[J");
      drawn = 0;
    }
  }

  private void draw() {
    if (drawn == 0
        && !parts.isEmpty()
        && parts.values().stream().noneMatch(part -> part.shown(clock.instant()))) {
      // the cursor may stand behind what a program wrote
      return;
    }
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append('A');
    }
    text.append("\r\u001b[J");
    int width = columns.getAsInt() - 1;
    int count = 0;
    for (Part part : parts.values()) {
      if (part.begun.parent().isPresent() || !part.shown(clock.instant())) {
        continue;
      }
      text.append(cut(line(part), width)).append("\n");
      count++;
      if (!part.said.isBlank()) {
        text.append(theme.paint(Role.DIM, cut("    " + part.said.strip(), width))).append("\n");
        count++;
      }
    }
    terminal.accept(text.toString());
    drawn = count;
    last = clock.instant();
  }

  private String line(Part part) {
    List<String> words = new ArrayList<>();
    words.add("  " + part.begun.label());
    running(part).ifPresent(child -> words.add(child.begun.label()));
    Part shown = running(part).orElse(part);
    shown.advanced.ifPresent(a -> words.add(amount(a)));
    words.add(TableFormat.duration(Duration.between(shown.since, clock.instant())));
    return theme.plain(String.join(" · ", words));
  }

  private Optional<Part> running(Part root) {
    return parts.values().stream()
        .filter(p -> p != root && p.ended.isEmpty() && root(p) == root)
        .reduce((a, b) -> b);
  }

  /** How much is done. */
  static String amount(Advanced advanced) {
    boolean bytes = advanced.unit().equals("bytes");
    OptionalLong total = advanced.total();
    String current = bytes ? new ByteSize(advanced.current()).human() : "" + advanced.current();
    if (total.isEmpty()) {
      return bytes ? current : current + " " + advanced.unit();
    }
    return bytes
        ? current + " of " + new ByteSize(total.getAsLong()).human()
        : current + " of " + total.getAsLong() + " " + advanced.unit();
  }

  /** The beginning of a text that fits in so many columns, without escape sequences of its own. */
  private String cut(String text, int width) {
    String clean = AttributedString.stripAnsi(text.replace('\t', ' ')).replaceAll("\\p{Cntrl}", "");
    AttributedString all = new AttributedString(clean);
    if (all.columnLength() <= width) {
      return clean;
    }
    String more = theme.plain("…");
    return all.columnSubSequence(0, Math.max(0, width - more.length())) + more;
  }

  /** A part of the work that is known. */
  private static final class Part {
    private final Begun begun;
    private final Instant since;
    private Optional<Advanced> advanced = Optional.empty();
    private Optional<Ended> ended = Optional.empty();
    private String said = "";

    private final Instant shownFrom;

    Part(Begun begun, Instant since, Instant shownFrom) {
      this.begun = begun;
      this.since = since;
      this.shownFrom = shownFrom;
    }

    boolean shown(Instant now) {
      return !now.isBefore(shownFrom);
    }
  }
}
