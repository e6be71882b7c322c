package dev.stagecraft.app;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.console.OutcomeText;
import dev.stagecraft.console.Signals;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The process: reads its arguments, runs what they say, and exits with its status. */
public final class Main {
  private Main() {}

  /** Runs; never returns. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    int status = Training.isWanted() ? Training.run(given) : run(given, System.getenv());
    System.exit(status);
  }

  /** Runs what the arguments say, and ends with its status. */
  static int run(List<String> given, Map<String, String> environment) {
    Folders folders = Folders.of(environment, Path.of(System.getProperty("stagecraft.home", ".")));
    ProcessStreams streams = ProcessStreams.own(Terminals.look());
    OutcomeText text = new OutcomeText(environment);
    try (RunLog log = new RunLog(folders.state(), Clock.system(ZoneId.systemDefault()))) {
      try {
        Arguments arguments = Arguments.read(given, FirstWords::include);
        if (arguments.run() instanceof Arguments.Version) {
          text.show(Outcome.text("Stagecraft " + version() + "\n"), streams);
          return 0;
        }
        if (arguments.run() instanceof Arguments.Usage) {
          text.show(Outcome.text(Usage.LAUNCHER.usage()), streams);
          return 0;
        }
        log.say("stagecraft " + version() + " " + given);
        Configured configured = Configured.read(folders, arguments.prompts(streams));
        Product product = new Product(arguments, environment, folders, configured, streams, log);
        Signals.handle(product.ending()::signalled);
        int status = product.run();
        return product.ending().signal() == 0 ? status : 128 + product.ending().signal();
      } catch (ProblemException e) {
        log.failure("problem", e);
        Problem problem = e.problem();
        text.show(Outcome.failed(Product.status(problem), problem), streams);
        return Product.status(problem);
      } catch (Exception e) {
        log.failure("unexpected", e);
        text.show(
            Outcome.failed(
                1,
                Problem.of("internal.error", "this should not have happened: " + e)
                    .withHint("the log has the details: " + log.file())),
            streams);
        return 1;
      }
    } catch (IOException e) {
      // Only the log's own closing can fail here, and it has said so itself.
      return 1;
    }
  }

  /** Our own version. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
