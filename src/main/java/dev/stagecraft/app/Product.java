package dev.stagecraft.app;

import dev.stagecraft.builtin.docker.DockerVerbs;
import dev.stagecraft.builtin.docker.Workbench;
import dev.stagecraft.builtin.help.CompletionCommand;
import dev.stagecraft.builtin.help.ManCommand;
import dev.stagecraft.builtin.lab.ExportCommand;
import dev.stagecraft.builtin.lab.LabCommands;
import dev.stagecraft.builtin.lab.LabDesk;
import dev.stagecraft.builtin.lab.ReplayCommand;
import dev.stagecraft.builtin.lab.ReplayRoom;
import dev.stagecraft.builtin.session.Belongings;
import dev.stagecraft.builtin.session.DownCommand;
import dev.stagecraft.builtin.session.EngineCommands;
import dev.stagecraft.builtin.session.KeepCommand;
import dev.stagecraft.builtin.session.SessionCommand;
import dev.stagecraft.builtin.session.SweepCommand;
import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.HelpCommand;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.console.Appearance;
import dev.stagecraft.console.HistoryCommand;
import dev.stagecraft.console.OutcomeText;
import dev.stagecraft.console.ThemeCommand;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.provision.BaseRules;
import dev.stagecraft.engine.provision.Bases;
import dev.stagecraft.engine.provision.EngineFolder;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.engine.transport.PortProbe;
import dev.stagecraft.replay.ExecutorShell;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.LabWords;
import dev.stagecraft.replay.SharedShell;
import dev.stagecraft.script.SessionObjects;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Interpreter;
import dev.stagecraft.shell.Languages;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.shell.host.HostPrograms;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** Everything wired together, for one run of the process. */
final class Product {
  private final Arguments arguments;
  private final Map<String, String> environment;
  private final Folders folders;
  private final ProcessStreams streams;
  private final RunLog log;
  private final Clock clock = Clock.system(ZoneId.systemDefault());
  private final Configured configured;
  private final Appearance appearance;
  private final OutcomeText text;
  private final Ending ending;
  private final EngineDoor door;
  private final Session session;
  private final Shells shells;
  private final Progresses progresses;
  private final Sweeping sweeping;
  private final Registry registry;
  private final Dispatcher dispatcher;
  private final Scripting scripting = new Scripting(this::objects, this::beforeScripts);
  private Optional<BaseImages> bases = Optional.empty();
  private final LabDesk desk = new LabDesk(this::labRoom, () -> this.shared.map(SharedShell::new));
  private volatile Optional<Executor> shared = Optional.empty();
  private volatile Consumer<String> speaker;
  private volatile IntSupplier columns;
  private volatile Predicate<String> asker = question -> false;

  Product(
      Arguments arguments,
      Map<String, String> environment,
      Folders folders,
      Configured configured,
      ProcessStreams streams,
      RunLog log) {
    this.arguments = arguments;
    this.environment = configured.environment(environment);
    this.configured = configured;
    this.folders = folders;
    this.streams = streams;
    this.log = log;
    this.appearance = new Appearance(environment);
    configured.show(appearance);
    this.text = new OutcomeText(appearance);
    this.speaker = line -> text.show(Outcome.done().withRemark(line), streams);
    this.columns = () -> Terminals.columns(environment);
    this.ending = new Ending(this::say, log);
    PrivateEngine own =
        new PrivateEngine(EngineFolder.of(folders.state(), environment), environment);
    this.door = new EngineDoor(arguments, this.environment, folders, own, this::consent, this::say);
    this.session =
        Session.open(new Session.Settings(folders.state(), door, clock, arguments.keep()));
    ending.putsBack(door::leave);
    ending.before(this::giveBack);
    ending.tearsDown(session);
    ShellFolder shellFolder =
        new ShellFolder(folders.state(), Path.of(System.getProperty("java.io.tmpdir")), this::say);
    ending.before(shellFolder::close);
    this.shells = new Shells(this.environment, shellFolder::get);
    this.sweeping = new Sweeping(folders.state(), door, clock, this::say, log);
    this.progresses = new Progresses(appearance, this::columns, clock);
    List<Command> commands = new ArrayList<>();
    commands.add(new HelpCommand(this::registry));
    commands.add(new ManCommand(this::registry, Usage.LAUNCHER, this::columns, Main.version()));
    commands.add(new CompletionCommand(this::registry, Usage.LAUNCHER.options()));
    commands.addAll(
        DockerVerbs.all(
            new Workbench(
                door,
                this::bases,
                session,
                clock,
                arguments.shield(),
                new HostPrograms(folders.state().resolve("shells")),
                Main.version())));
    commands.add(new ReplayCommand(this::labRoom));
    commands.addAll(new LabCommands(desk).all());
    commands.add(new ExportCommand());
    commands.addAll(scripting.commands(clock));
    commands.add(new ThemeCommand(appearance));
    commands.add(new HistoryCommand(folders.history()));
    commands.add(configured.command(arguments, environment, appearance));
    commands.addAll(sessionCommands(own));
    this.registry = new Registry(commands);
    this.dispatcher = new Dispatcher(registry);
  }

  private SessionObjects objects(LastValue last) {
    return new SessionObjects(
        this::registry,
        caller(scriptOrigin()),
        door,
        this::bases,
        session,
        () -> shared.map(Executor::shell),
        last);
  }

  private Origin scriptOrigin() {
    return interactive() ? Origin.PROMPT : Origin.BATCH;
  }

  /** A script that ends the process itself ends it as any other end does. */
  private void beforeScripts() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.end(0), "end"));
  }

  private List<Command> sessionCommands(PrivateEngine own) {
    Belongings belongings = new Belongings(session, door);
    List<Command> commands = new ArrayList<>();
    commands.add(new SessionCommand(session, belongings, clock));
    commands.add(new KeepCommand(session, belongings));
    commands.add(new DownCommand(session));
    commands.add(new SweepCommand(folders.state(), door, clock));
    commands.addAll(new EngineCommands(own, door, session, door::purgeStandIns).all());
    return commands;
  }

  private synchronized BaseImages bases() {
    if (bases.isEmpty()) {
      Bases made =
          new Bases(
              door.get(),
              BaseRules.of(
                  door.isPrivate() || PrivateEngine.isOne(door.get()),
                  arguments.standIns(),
                  environment,
                  folders.data(),
                  folders.cache(),
                  folders.product()),
              environment,
              folders.home());
      bases = Optional.of(made);
    }
    return bases.get();
  }

  private void giveBack() {
    bases.ifPresent(brought -> brought.giveBack().forEach(this::say));
  }

  /** The lab that is open. */
  LabDesk desk() {
    return desk;
  }

  private ReplayRoom labRoom() {
    return new LabRoom(
        this::labShell,
        new LabEngine(
            door,
            this::bases,
            new PortProbe(),
            name -> session.uses(Kind.IMAGE, name),
            session.removals()),
        session::workFolder,
        appearance,
        this::columns,
        ending);
  }

  private LabShell labShell(Invocation call) {
    boolean shielded = arguments.shield() && !call.arguments().flag("no-shield");
    boolean live = call.streams().errIsTerminal();
    Origin origin = shielded ? Origin.REPLAY : Origin.BATCH;
    // Live progress of a lab's builds belongs to the screen, not into the recorded output.
    LabWords words =
        new LabWords(
            new CommandCaller(
                dispatcher,
                origin,
                FirstWords::include,
                lab -> progresses.of(lab.errIsTerminal() ? call.streams() : lab)));
    Executor executor = executor(origin, words, Wiring.mergedPipe(), "lab", call.environment());
    return new ExecutorShell(executor, words, live);
  }

  /** The process's status for a problem outside of any command. */
  static int status(Problem problem) {
    return switch (problem.area()) {
      case "usage", "config" -> 2;
      case "engine" -> 3;
      default -> 1;
    };
  }

  /** The end of this run. */
  Ending ending() {
    return ending;
  }

  /**
   * Runs what the arguments say, and ends.
   *
   * @return the process's status
   */
  int run() {
    int status;
    try {
      ending.interrupts(Thread.currentThread()::interrupt);
      int swept = sweeping.begin(arguments, Arguments.unattended(environment), interactive());
      status = new Errand(this, arguments, streams).run();
      status = status == 0 ? swept : status;
    } catch (Cancelled e) {
      log.say("cancelled: " + e.getMessage());
      status = 130;
    } catch (ProblemException e) {
      log.failure("problem", e);
      text.show(Outcome.failed(status(e.problem()), e.problem()), streams);
      status = status(e.problem());
    } catch (RuntimeException | Error e) {
      if (!ProcessStreams.nobodyReads(e)) {
        int unused = ending.end(1);
        throw e;
      }
      log.say("nobody reads the output any more");
      status = ProcessStreams.NOBODY_READS;
    }
    int ended = ending.end(status);
    if (arguments.verbose()) {
      say(log.trouble().orElse("log        " + log.file()));
    }
    return ended;
  }

  /** Whether there is a prompt. */
  boolean interactive() {
    return arguments.prompts(streams);
  }

  /** An executor of its own shell for our words. */
  Executor executor(Origin origin, Wiring wiring, String name, Map<String, String> variables) {
    Executor made = executor(origin, caller(origin), wiring, name, variables);
    shared = Optional.of(made);
    return made;
  }

  private Executor executor(
      Origin origin, Caller caller, Wiring wiring, String name, Map<String, String> variables) {
    boolean lab = caller instanceof LabWords;
    List<String> words = lab ? List.of() : registry.firstWords().stream().toList();
    String called = lab ? "bash" : arguments.called();
    boolean script = origin == Origin.BATCH;
    Path here = Path.of("").toAbsolutePath();
    return new Executor(
        origin,
        caller,
        text::show,
        this::say,
        lab ? Languages.none() : scripting.languages(),
        answering -> shells.open(name, here, variables, wiring, words, called, script, answering));
  }

  CommandCaller caller(Origin origin) {
    return new CommandCaller(dispatcher, origin, FirstWords::include, progresses::of);
  }

  private int columns() {
    return appearance.columns(columns.getAsInt());
  }

  Registry registry() {
    return registry;
  }

  /** Tells a person a line: on stderr, or at the prompt. */
  void say(String line) {
    log.say("said: " + line);
    speaker.accept(line);
  }

  /** From now on lines go to stderr again. */
  void speaksPlainly() {
    speaker = line -> text.show(Outcome.done().withRemark(line), streams);
    asker = question -> false;
  }

  /** From now on lines, the width and questions go to the prompt. */
  void speaks(Consumer<String> lines, IntSupplier width, Predicate<String> questions) {
    speaker = lines;
    columns = width;
    asker = questions;
  }

  private boolean consent(String question) {
    return arguments.yes() || configured.provision().orElseGet(() -> asker.test(question));
  }

  Sweeping sweeping() {
    return sweeping;
  }

  /** What the person's file says. */
  Configured configured() {
    return configured;
  }

  /** How the session looks, until it is told otherwise. */
  Appearance appearance() {
    return appearance;
  }

  OutcomeText text() {
    return text;
  }

  Map<String, String> environment() {
    return environment;
  }

  Folders folders() {
    return folders;
  }

  Clock clock() {
    return clock;
  }

  Session session() {
    return session;
  }

  Optional<Interpreter.Language> mode() {
    return scripting.mode();
  }

  Optional<String> engineName() {
    return door.name();
  }

  Optional<Engine> glancedEngine() {
    return door.glance();
  }
}
