package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Cancelled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;

/**
 * A connection over a blocking channel. Reads and writes go to the channel itself: the streams of
 * {@code Channels} share one lock, so that a waiting read would block a write.
 */
final class ChannelConnection implements Connection {
  private final SocketChannel channel;

  ChannelConnection(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return channel.read(ByteBuffer.wrap(into, offset, length));
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled("reading");
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) < 0) {
          throw new IOException("nothing could be written");
        }
      }
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled("writing");
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
