package dev.stagecraft.app;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.HelpCommand;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.console.OutcomeText;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.provision.EngineFolder;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.NoShell;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.shell.host.BashShell;
import dev.stagecraft.shell.host.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Everything wired together, for one run of the process. */
final class Product {
  /** The first words of all commands: known before anything is wired. */
  static final Set<String> WORDS =
      Set.of(
          "build", "containers", "docker", "down", "engine", "help", "images", "inspect", "keep",
          "logs", "pull", "replay", "run", "session", "sweep", "tag");

  private final Arguments arguments;
  private final Map<String, String> environment;
  private final Folders folders;
  private final ProcessStreams streams;
  private final RunLog log;
  private final Clock clock = Clock.systemDefaultZone();
  private final OutcomeText text;
  private final Ending ending;
  private final EngineDoor door;
  private final Session session;
  private final Registry registry;
  private final Dispatcher dispatcher;

  Product(
      Arguments arguments,
      Map<String, String> environment,
      Folders folders,
      ProcessStreams streams,
      RunLog log) {
    this.arguments = arguments;
    this.environment = environment;
    this.folders = folders;
    this.streams = streams;
    this.log = log;
    this.text = new OutcomeText(environment);
    this.ending = new Ending(this::say, log);
    PrivateEngine own =
        new PrivateEngine(EngineFolder.of(folders.state(), environment), environment);
    this.door = new EngineDoor(arguments, environment, folders, own, this::consent, this::say);
    this.session =
        Session.open(new Session.Settings(folders.state(), door, clock, arguments.keep()));
    ending.owns(session);
    ending.before(door::close);
    List<Command> commands = new ArrayList<>();
    commands.add(new HelpCommand(this::registry));
    this.registry = new Registry(commands);
    this.dispatcher = new Dispatcher(registry);
  }

  /** Whether a word begins a command of ours. */
  static boolean isCommand(String word) {
    return WORDS.contains(word);
  }

  /** The process's status for a problem outside of any command. */
  static int status(Problem problem) {
    return switch (problem.area()) {
      case "usage" -> 2;
      case "engine" -> 3;
      default -> 1;
    };
  }

  /** The end of this run. */
  Ending ending() {
    return ending;
  }

  private Registry registry() {
    return registry;
  }

  private void say(String line) {
    text.show(Outcome.done().withRemark(line), streams);
  }

  private boolean consent(String question) {
    return arguments.yes() && !question.isEmpty();
  }
}
