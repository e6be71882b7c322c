package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.console.OutcomeText;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.HostProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Calls verbs as a shell does and collects what they write. */
final class VerbFixture {
  final Session session;
  final List<Progress.Event> progress = new CopyOnWriteArrayList<>();
  final List<String> delegated = new ArrayList<>();
  Optional<Path> cli = Optional.empty();
  Consumer<List<String>> cliDoes = words -> {};
  Map<String, String> environment = new LinkedHashMap<>();
  Origin origin = Origin.BATCH;
  String input = "";
  boolean terminal;
  Optional<Streams.Keyboard> keyboard = Optional.empty();
  Path folder;
  private final Dispatcher dispatcher;

  VerbFixture(Engine engine, Path state, Clock clock, boolean shield) {
    this.folder = state;
    this.session =
        Session.open(new Session.Settings(state.resolve("state"), () -> engine, clock, false));
    Workbench bench =
        new Workbench(
            () -> engine, () -> new Pulling(engine), session, clock, shield, host(), "0.1.0");
    List<Command> verbs = DockerVerbs.all(bench);
    this.dispatcher = new Dispatcher(new Registry(verbs));
  }

  /** Calls a command line, its words split at blanks. */
  Said call(String line) {
    return call(line.split(" "));
  }

  /** Calls a command line of these words. */
  Said call(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = streams(out, err);
    Outcome outcome =
        dispatcher.call(
            List.of(words),
            new Dispatcher.Surroundings(folder, environment, streams, this::heard, origin));
    new OutcomeText(Map.of()).show(outcome, streams);
    return new Said(
        outcome.status(),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  /** The outcome itself, for its rows. */
  Outcome outcome(String line) {
    Streams streams = streams(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    return dispatcher.call(
        List.of(line.split(" ")),
        new Dispatcher.Surroundings(folder, environment, streams, this::heard, origin));
  }

  private synchronized void heard(Progress.Event event) {
    progress.add(event);
  }

  private Streams streams(OutputStream out, OutputStream err) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new Streams() {
      @Override
      public InputStream in() {
        return in;
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
        return terminal;
      }

      @Override
      public boolean outIsTerminal() {
        return terminal;
      }

      @Override
      public Optional<Keyboard> keyboard() {
        return keyboard;
      }

      @Override
      public boolean errIsTerminal() {
        return terminal;
      }
    };
  }

  private HostProgram host() {
    return new HostProgram() {
      @Override
      public Optional<Path> find(String word, Map<String, String> variables) {
        return cli;
      }

      @Override
      public int run(
          List<String> words, Map<String, String> variables, Path where, Streams streams) {
        delegated.add(String.join(" ", words) + " on " + variables.get("DOCKER_HOST"));
        cliDoes.accept(words);
        return 7;
      }
    };
  }

  /** Bases that come from the registry or not at all. */
  private record Pulling(Engine engine) implements BaseImages {
    @Override
    public Brought bring(String reference, Consumer<BaseImages.Progress> listener) {
      listener.accept(new BaseImages.Progress(reference, "pulling"));
      try {
        engine.images().pull(reference, Optional.empty(), message -> {});
      } catch (dev.stagecraft.core.ProblemException e) {
        throw Problem.of(BaseImages.NOWHERE, "no source has " + reference)
            .withHint("docker images lists what is here")
            .exception(e);
      }
      return new Brought(reference, Source.PULLED, false, Duration.ofSeconds(1));
    }

    @Override
    public boolean isReady(String reference) {
      return engine.images().exists(reference);
    }

    @Override
    public boolean isStandIn(String reference) {
      return false;
    }

    @Override
    public List<String> giveBack() {
      return List.of();
    }

    @Override
    public Map<String, Brought> brought() {
      return Map.of();
    }
  }
}
