package dev.stagecraft.shell;

import dev.stagecraft.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Streams that keep what is written to them, and are like others in all else. */
final class Captured implements Streams {
  private final Streams like;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Captured(Streams like) {
    this.like = like;
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
    return like.inIsTerminal();
  }

  @Override
  public boolean outIsTerminal() {
    return like.outIsTerminal();
  }

  @Override
  public boolean errIsTerminal() {
    return like.errIsTerminal();
  }

  /** The same, but what is written to standard error goes where it went before. */
  Streams passingErrors() {
    return new Streams() {
      @Override
      public InputStream in() {
        return Captured.this.in();
      }

      @Override
      public OutputStream out() {
        return out;
      }

      @Override
      public OutputStream err() {
        return like.err();
      }

      @Override
      public boolean inIsTerminal() {
        return like.inIsTerminal();
      }

      @Override
      public boolean outIsTerminal() {
        return false;
      }

      @Override
      public boolean errIsTerminal() {
        return like.errIsTerminal();
      }
    };
  }

  /** What was written to standard output. */
  String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What an answer is to bring with a status. */
  Answering.Answer answer(int status) {
    return new Answering.Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
