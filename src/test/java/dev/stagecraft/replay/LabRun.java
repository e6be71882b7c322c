package dev.stagecraft.replay;

import dev.stagecraft.builtin.docker.DockerVerbs;
import dev.stagecraft.builtin.docker.Workbench;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.console.OutcomeText;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.transport.PortProbe;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import dev.stagecraft.session.TeardownReport;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.HostProgram;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.shell.host.BashShell;
import dev.stagecraft.shell.host.Settings;
import dev.stagecraft.testkit.BaseStock;
import dev.stagecraft.testkit.RealEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lab of the product, replayed with our own verbs in a real bash against a real engine. */
final class LabRun {
  private final RealEngine real;
  private final Path folder;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  LabRun(RealEngine real, Path folder) {
    this.real = real;
    this.folder = folder;
  }

  /** What it came to. */
  record Ended(Summary summary, String screen, TeardownReport teardown) {}

  /** Replays a lab and tears its session down. */
  Ended replay(String lab) {
    Path product = Path.of(System.getProperty("stagecraft.home"));
    Session session =
        Session.open(
            new Session.Settings(folder.resolve("state"), real::engine, Clock.systemUTC(), false));
    BaseImages bases = BaseStock.of(real.engine(), folder);
    Workbench bench =
        new Workbench(
            real::engine, () -> bases, session, Clock.systemUTC(), true, new NoPrograms(), "test");
    Dispatcher dispatcher = new Dispatcher(new Registry(DockerVerbs.all(bench)));
    LabWords words = new LabWords(new Verbs(dispatcher));
    OutcomeText text = new OutcomeText(Map.of());
    Settings settings =
        Settings.of(
            folder.resolve("shell"),
            folder,
            System.getenv(),
            Wiring.mergedPipe(),
            List.of("docker", "stagecraft"));
    Path bash = BashShell.find(System.getenv("PATH")).orElseThrow();
    Executor executor =
        new Executor(
            Origin.REPLAY,
            words,
            text::show,
            notice -> {},
            answering -> new BashShell(settings, bash, answering));
    Summary summary;
    try (LabShell shell = new ExecutorShell(executor, words, false)) {
      LabEngine engine =
          new LabEngine(
              real::engine, () -> bases, new PortProbe(), image -> session.uses(Kind.IMAGE, image));
      summary =
          new Replayer(
                  shell,
                  engine,
                  new Replayer.Options(session.workFolder(), false, false, Comparing.NOT),
                  System::nanoTime,
                  List.of(new ReplayText(screen, Look.pipe())))
              .replay(LabFile.read(lab, product));
    } finally {
      session.tearDown(Duration.ofSeconds(60));
    }
    TeardownReport report = session.tearDown(Duration.ofSeconds(60));
    session.close();
    return new Ended(summary, screen.toString(StandardCharsets.UTF_8), report);
  }

  /** The docker verbs and nothing else. */
  private record Verbs(Dispatcher dispatcher) implements Caller {
    @Override
    public boolean wantsKeyboard(java.util.List<String> words) {
      return false;
    }

    @Override
    public boolean ours(String word) {
      return dispatcher.registry().begins(word);
    }

    @Override
    public Outcome call(Call call) {
      return dispatcher.call(
          call.words(),
          new Dispatcher.Surroundings(
              call.folder(), call.environment(), call.streams(), Progress.none(), Origin.REPLAY));
    }
  }

  /** A host without a docker CLI. */
  private static final class NoPrograms implements HostProgram {
    @Override
    public Optional<Path> find(String word, Map<String, String> environment) {
      return Optional.empty();
    }

    @Override
    public int run(
        List<String> words, Map<String, String> environment, Path where, Streams streams) {
      throw new IllegalStateException("there is no program here: " + words);
    }
  }
}
