package dev.stagecraft.console;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.TableFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Long work in a log: one line for each part without a parent that ended, none overwritten. */
public final class PlainProgress implements Progress {
  private final Consumer<String> line;
  private final Theme theme;
  private final Map<String, Begun> open = new HashMap<>();

  /** Progress as lines, passed on without their ends. */
  public PlainProgress(Consumer<String> line, Theme theme) {
    this.line = line;
    this.theme = theme;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Begun begun && begun.parent().isEmpty()) {
      open.put(begun.part(), begun);
    } else if (event instanceof Ended ended && open.containsKey(ended.part())) {
      Begun begun = open.remove(ended.part());
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
