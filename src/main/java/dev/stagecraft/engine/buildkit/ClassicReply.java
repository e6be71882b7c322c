package dev.stagecraft.engine.buildkit;

import dev.stagecraft.engine.BuildEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the text of a classic builder, docker's or Podman's, into events: {@code Step 1/3 : FROM
 * scratch} begins a step and ends the one before; times are those at which the text came.
 */
final class ClassicReply {
  private static final String RED = "\u001b[91m";
  private static final String PLAIN = "\u001b[0m";
  private static final Pattern STEP =
      Pattern.compile("(?:\\[[^\\]]*\\] )?(?:Step|STEP) (\\d+)/(\\d+) ?: (.*)", Pattern.DOTALL);
  private static final Pattern CACHED = Pattern.compile("-{2,3}> Using cache.*", Pattern.DOTALL);
  private static final Pattern BOOKKEEPING =
      Pattern.compile(
          "(?:-{2,3}>.*|Removing intermediate container .*|Successfully (?:built|tagged) .*"
              + "|COMMIT.*)",
          Pattern.DOTALL);

  private final Consumer<BuildEvent> listener;
  private final Clock clock;
  private Optional<BuildEvent.StepBegun> current = Optional.empty();
  private boolean cached;
  private boolean begun;
  private boolean written;

  ClassicReply(Consumer<BuildEvent> listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Takes the text of one message. */
  void take(String text) {
    Matcher step = STEP.matcher(text.strip());
    if (step.matches()) {
      end(Optional.empty());
      begun = true;
      cached = false;
      written = false;
      String number = step.group(1) + "/" + step.group(2);
      String name = "[" + number + "] " + step.group(3).strip();
      BuildEvent.StepBegun next =
          new BuildEvent.StepBegun("step " + number, List.of(), name, clock.instant());
      current = Optional.of(next);
      listener.accept(next);
    } else if (CACHED.matcher(text.strip()).matches()) {
      cached = true;
    } else if (begun && !BOOKKEEPING.matcher(text.strip()).matches()) {
      output(text);
    }
  }

  /** Docker paints what came on standard error red; that is how it is told apart. */
  private void output(String text) {
    boolean error = text.startsWith(RED);
    String plain = text.replace(RED, "").replace(PLAIN, "");
    if (plain.isBlank() && !written) {
      return;
    }
    written = true;
    String id = current.map(BuildEvent.StepBegun::step).orElse("");
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    listener.accept(new BuildEvent.StepOutput(id, error ? 2 : 1, bytes, clock.instant()));
  }

  /** Ends the step that is under way. */
  void end(Optional<String> error) {
    Instant now = clock.instant();
    current.ifPresent(
        step ->
            listener.accept(
                new BuildEvent.StepEnded(
                    step.step(), step.name(), cached, error, Optional.of(step.at()), now)));
    current = Optional.empty();
  }
}
