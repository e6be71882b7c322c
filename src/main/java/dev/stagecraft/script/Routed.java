package dev.stagecraft.script;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What scripts print to the process's own stream: it goes where the output of the text goes that
 * runs now, and to the process's stream when none runs.
 */
final class Routed extends OutputStream {
  private final OutputStream process;
  private volatile OutputStream target;

  Routed(FileDescriptor stream) {
    this.process = new FileOutputStream(stream);
    this.target = process;
  }

  /** From now on bytes go there. */
  void to(OutputStream stream) {
    target = stream;
  }

  /** From now on bytes go to the process's stream. */
  void back() {
    target = process;
  }

  @Override
  public void write(int b) throws IOException {
    target.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }
}
