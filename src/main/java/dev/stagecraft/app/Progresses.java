package dev.stagecraft.app;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Streams;
import dev.stagecraft.console.Appearance;
import dev.stagecraft.console.LiveProgress;
import dev.stagecraft.console.PlainProgress;
import dev.stagecraft.console.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Who hears of long work: live lines on a terminal, one line a finished part elsewhere. */
final class Progresses {
  private final Appearance appearance;
  private final IntSupplier columns;
  private final Clock clock;

  Progresses(Appearance appearance, IntSupplier columns, Clock clock) {
    this.appearance = appearance;
    this.columns = columns;
    this.clock = clock;
  }

  /** For one call with these streams. */
  CommandCaller.ProgressScope of(Streams streams) {
    Theme theme = appearance.on(streams.errIsTerminal());
    if (!streams.errIsTerminal() || !theme.colour()) {
      PlainProgress plain =
          new PlainProgress(line -> write(streams.err(), line + "\n"), theme, clock);
      return ticking(plain, plain::tick, () -> {});
    }
    LiveProgress live = new LiveProgress(text -> write(streams.err(), text), columns, theme, clock);
    return ticking(live, live::tick, live::close);
  }

  private static CommandCaller.ProgressScope ticking(
      Progress progress, Runnable tick, Runnable end) {
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var ticking = ticks.scheduleAtFixedRate(tick, 500, 500, TimeUnit.MILLISECONDS);
    return scope(
        progress,
        () -> {
          ticking.cancel(false);
          ticks.shutdownNow();
          end.run();
        });
  }

  private static CommandCaller.ProgressScope scope(Progress progress, Runnable end) {
    return new CommandCaller.ProgressScope() {
      @Override
      public Progress progress() {
        return progress;
      }

      @Override
      public void close() {
        end.run();
      }
    };
  }

  private static void write(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
