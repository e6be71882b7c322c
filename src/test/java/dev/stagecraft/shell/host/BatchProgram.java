package dev.stagecraft.shell.host;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Streams;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** A program that runs a text in a shell with its own streams: folder, then text. */
final class BatchProgram {
  private BatchProgram() {}

  public static void main(String[] words) throws IOException {
    int status;
    try (Session session =
        new Session(
            Path.of(words[0]),
            Origin.BATCH,
            Wiring.inherited(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3))) {
      Ran ran = session.executor.run(words[1], new Own());
      status = ran.status();
    }
    System.exit(status);
  }

  private record Own() implements Streams {
    @Override
    public InputStream in() {
      return System.in;
    }

    @Override
    public OutputStream out() {
      return System.out;
    }

    @Override
    public OutputStream err() {
      return System.err;
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
}
