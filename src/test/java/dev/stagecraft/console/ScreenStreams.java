package dev.stagecraft.console;

import dev.stagecraft.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** All three streams are a terminal, or none is; what is written is kept, in its order. */
final class ScreenStreams implements Streams {
  private final boolean terminal;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  ScreenStreams(boolean terminal) {
    this.terminal = terminal;
  }

  String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream in() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream out() {
    return written;
  }

  @Override
  public OutputStream err() {
    return written;
  }

  @Override
  public boolean inIsTerminal() {
    return terminal;
  }

  @Override
  public boolean outIsTerminal() {
    return terminal;
  }

  @Override
  public boolean errIsTerminal() {
    return terminal;
  }
}
