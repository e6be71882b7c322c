package dev.stagecraft.replay;

import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Ran;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** The shell of a lab over an executor whose shell is wired to one merged pipe. */
public final class ExecutorShell implements LabShell {
  private final Executor executor;
  private final LabWords words;
  private final boolean live;

  /**
   * A shell over an executor.
   *
   * @param executor made with {@code words} as its caller; closed with this
   * @param live whether somebody shows progress on a terminal, so that our commands need not write
   *     theirs as lines
   */
  public ExecutorShell(Executor executor, LabWords words, boolean live) {
    this.executor = executor;
    this.words = words;
    this.live = live;
  }

  @Override
  public int run(String text, boolean own, OutputStream output) {
    words.own(own);
    Ran ran = executor.run(text, new LabStreams(output, live));
    if (ran.interrupted() || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      throw new Cancelled(text.lines().findFirst().orElse(""));
    }
    return ran.status();
  }

  @Override
  public Path folder() {
    return executor.state().folder();
  }

  @Override
  public Map<String, String> environment() {
    return executor.state().environment();
  }

  @Override
  public void close() {
    executor.close();
  }

  /** No input; both outputs in one place, in their order. */
  private record LabStreams(OutputStream out, boolean live) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream err() {
      return out;
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return live;
    }
  }
}
