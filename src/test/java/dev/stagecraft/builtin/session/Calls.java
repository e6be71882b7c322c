package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Calls commands as a typed line calls them, with no input and nobody who reads. */
final class Calls {
  private final Dispatcher dispatcher;

  Calls(List<Command> commands) {
    this.dispatcher = new Dispatcher(new Registry(commands));
  }

  Outcome call(String line) {
    return dispatcher.call(
        List.of(line.split(" ")),
        new Dispatcher.Surroundings(
            Path.of("/"), Map.of(), new Nowhere(), Progress.none(), Invocation.Origin.PROMPT));
  }

  /** Streams that lead nowhere. */
  private static final class Nowhere implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public OutputStream err() {
      return OutputStream.nullOutputStream();
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
