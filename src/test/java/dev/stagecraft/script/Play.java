package dev.stagecraft.script;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import dev.stagecraft.testkit.FakeEngine;
import dev.stagecraft.testkit.PlainStreams;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Both languages over a few commands that only note how they were called. */
final class Play {
  static final String ID = "ab".repeat(32);

  private final List<String> calls = new ArrayList<>();
  private final LastValue last = new LastValue();
  private final Dispatcher dispatcher = new Dispatcher(new Registry(commands()));
  private final FakeEngine engine = new FakeEngine();
  final Interpreters interpreters;
  private PlainStreams streams = new PlainStreams();

  Play(Path state) {
    Session session =
        Session.open(new Session.Settings(state, () -> engine, Clock.systemUTC(), false));
    interpreters =
        new Interpreters(
            new SessionObjects(
                dispatcher::registry,
                new Direct(),
                () -> engine,
                () -> {
                  throw new IllegalStateException("no bases here");
                },
                session,
                java.util.Optional::empty,
                last),
            new Values(String::length));
  }

  private List<Command> commands() {
    Table images =
        new Table(
            List.of(
                Table.Column.left("repository", "REPOSITORY"),
                Table.Column.left("tag", "TAG"),
                Table.Column.right("size", "SIZE")),
            List.of(
                List.of("go-app", "single", new ByteSize(300_000_000)),
                List.of("go-app", "multi", new ByteSize(7_000_000))));
    return List.of(
        command(
            List.of("docker", "build"),
            List.of(
                Option.value("file", "string", Completes.FILE, ""),
                Option.list("tag", "string", Completes.NOTHING, "").letter('t'),
                Option.list("build-arg", "list", Completes.NOTHING, ""),
                Option.flag("no-cache", ""),
                Option.flag("quiet", "")),
            false,
            call -> {
              if (call.arguments().all("WORD").contains("missing")) {
                return new Outcome(
                    1,
                    java.util.Optional.empty(),
                    "",
                    List.of("a line of the log"),
                    java.util.Optional.of(
                        Problem.of("build.context", "there is no folder missing")));
              }
              return Outcome.text(call.arguments().flag("quiet") ? "sha256:1\n" : "")
                  .withRemark("built");
            }),
        command(
            List.of("docker", "run"),
            List.of(
                Option.flag("detach", "").letter('d'),
                Option.list("publish", "list", Completes.NOTHING, "").letter('p'),
                Option.list("env", "list", Completes.NOTHING, "")),
            true,
            call -> Outcome.text(call.arguments().flag("detach") ? ID + "\n" : "hello\n")),
        command(
            List.of("docker", "rm"),
            List.of(Option.flag("force", "").letter('f'), Option.flag("volumes", "").letter('v')),
            false,
            call -> Outcome.done()),
        command(List.of("docker", "logs"), List.of(), false, call -> Outcome.text("one\ntwo\n")),
        command(
            List.of("docker", "image", "inspect"),
            List.of(),
            false,
            call ->
                Outcome.text("[{\"Id\":\"sha256:1\",\"Size\":7000000,\"RepoTags\":[\"a:1\"]}]")),
        command(
            List.of("docker", "images"),
            List.of(),
            false,
            call -> Outcome.rows(images, "a table\n")));
  }

  private Command command(
      List<String> name,
      List<Option> options,
      boolean optionsFirst,
      Function<Invocation, Outcome> act) {
    CommandSpec spec =
        new CommandSpec(
            name,
            name.equals(List.of("docker", "images")) ? List.of(List.of("images")) : List.of(),
            Group.DOCKER,
            "Something",
            options,
            List.of(new Argument("WORD", Arity.ANY, Completes.NOTHING)),
            optionsFirst,
            List.of());
    return new Command() {
      @Override
      public CommandSpec spec() {
        return spec;
      }

      @Override
      public Outcome run(Invocation call) {
        calls.add(
            String.join(" ", call.spelled())
                + " "
                + String.join(" ", call.words())
                + (call.folder().equals(Path.of("/")) ? "" : " in " + call.folder()));
        return act.apply(call);
      }
    };
  }

  /** The calls so far, which are forgotten by it. */
  List<String> calls() {
    List<String> all = List.copyOf(calls);
    calls.clear();
    return all;
  }

  /** What the last text printed. */
  String printed() {
    return streams.said();
  }

  /** What the last text and its commands said to standard error. */
  String complained() {
    return streams.complained();
  }

  Outcome run(Language language, Source source) {
    streams = new PlainStreams();
    return interpreters.run(
        language, source, new Call(List.of("x"), Path.of("/"), Map.of("A", "1"), streams));
  }

  /** The text of what a line came to, or of what is wrong with it. */
  String groovy(String line) {
    return text(run(Language.GROOVY, Source.line(line)));
  }

  String java(String line) {
    return text(run(Language.JAVA, Source.line(line)));
  }

  static String text(Outcome outcome) {
    return outcome
        .problem()
        .map(
            p ->
                p.place()
                        .map(at -> at.source() + ":" + at.line() + ":" + at.column() + " ")
                        .orElse("")
                    + p.message()
                    + p.hint().map(h -> " · " + h).orElse(""))
        .orElse(outcome.text());
  }

  /** Calls commands without a shell. */
  private final class Direct implements Caller {
    @Override
    public boolean ours(String word) {
      return true;
    }

    @Override
    public Outcome call(Call call) {
      return dispatcher.call(
          call.words(),
          new Dispatcher.Surroundings(
              call.folder(),
              call.environment(),
              call.streams(),
              Progress.none(),
              Invocation.Origin.PROMPT));
    }

    @Override
    public boolean wantsKeyboard(List<String> words) {
      return false;
    }
  }
}
