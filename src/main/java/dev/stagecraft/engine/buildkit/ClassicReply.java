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
  private static final Pattern STEP =
      Pattern.compile("(?:\\[[^\\]]*\\] )?(?:Step|STEP) (\\d+)/(\\d+) ?: (.*)", Pattern.DOTALL);
  private static final Pattern CACHED = Pattern.compile("-{2,3}> Using cache.*", Pattern.DOTALL);
  private static final Pattern BOOKKEEPING =
      Pattern.compile(
          "(?:-{2,3}> .*|Removing intermediate container .*|Successfully (?:built|tagged) .*"
              + "|COMMIT.*)",
          Pattern.DOTALL);

  private final Consumer<BuildEvent> listener;
  private final Clock clock;
  private Optional<BuildEvent.StepBegun> current = Optional.empty();
  private boolean cached;
  private boolean begun;

  ClassicReply(Consumer<BuildEvent> listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether anything was said in this style. */
  boolean isSpoken() {
    return begun;
  }

  /** The step that is under way. */
  Optional<String> step() {
    return current.map(BuildEvent.StepBegun::name);
  }

  /** Takes the text of one message. */
  void take(String text) {
    Matcher step = STEP.matcher(text.strip());
    if (step.matches()) {
      end(Optional.empty());
      begun = true;
      cached = false;
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

  private void output(String text) {
    String id = current.map(BuildEvent.StepBegun::step).orElse("");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    listener.accept(new BuildEvent.StepOutput(id, 1, bytes, clock.instant()));
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
