package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.testkit.PlainStreams;
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
    return call(List.of(line.split(" ")));
  }

  Outcome call(List<String> words) {
    return dispatcher.call(
        words,
        new Dispatcher.Surroundings(
            Path.of("/"), Map.of(), new PlainStreams(), Progress.none(), Invocation.Origin.PROMPT));
  }
}
