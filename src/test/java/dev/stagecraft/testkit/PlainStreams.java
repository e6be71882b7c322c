package dev.stagecraft.testkit;

import dev.stagecraft.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** No input, no terminal; what is written is kept. */
public final class PlainStreams implements Streams {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What was written to standard output so far. */
  public String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What was written to standard error so far. */
  public String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream in() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public OutputStream err() {
    return err;
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
    return false;
  }
}
