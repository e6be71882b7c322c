package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BuildEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build as lines, as BuildKit's own client prints them in a pipe: steps are numbered as they
 * appear, one step's lines stand together, another step gets its turn when that one has ended or
 * has been quiet for a while. Source: moby/buildkit, util/progress/progressui/printer.go.
 */
final class BuildLog {
  private static final int LONGEST_NAME = 72;
  private static final int LAST_LINES = 20;
  private static final Duration TURN = Duration.ofSeconds(5);

  /** {@code [builder 2/5] RUN make failed with exit code 2}, without what the step does. */
  private static final Pattern STEP =
      Pattern.compile(
          "(\\[[^\\]]+\\]) .*? (failed with exit code \\d+|failed: .*)", Pattern.DOTALL);

  private final Consumer<String> printed;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Deque<Step> waiting = new ArrayDeque<>();
  private Optional<Step> current = Optional.empty();
  private Optional<Step> failed = Optional.empty();
  private Instant lastPrinted = Instant.MIN;
  private boolean notFirst;
  private int numbers;

  /** A log whose lines go to {@code printed}, without their ends. */
  BuildLog(Consumer<String> printed) {
    this.printed = printed;
  }

  /** A step and what it has to say that was not printed yet. */
  private static final class Step {
    private final String name;
    private final List<String> pending = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Map<String, Long> parts = new LinkedHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private int number;
    private Optional<Instant> begun = Optional.empty();
    private boolean ended;
    private String error = "";

    Step(String name) {
      this.name = name;
    }
  }

  /** Takes an event. */
  void on(BuildEvent event) {
    if (event instanceof BuildEvent.StepBegun begun) {
      Step step = step(begun.step(), begun.name());
      if (step.begun.isEmpty()) {
        step.begun = Optional.of(begun.at());
      }
      if (!step.ended) {
        print(step, begun.at());
      }
    } else if (event instanceof BuildEvent.StepProgress progress) {
      progress(progress);
    } else if (event instanceof BuildEvent.StepOutput output) {
      output(output);
    } else if (event instanceof BuildEvent.StepEnded ended) {
      ended(ended);
    } else if (event instanceof BuildEvent.Warning warning) {
      Step step = step(warning.step(), warning.step());
      step.pending.add("WARN: " + warning.text());
      print(step, lastPrinted);
    }
  }

  private Step step(String id, String name) {
    return steps.computeIfAbsent(id, k -> new Step(name));
  }

  private void progress(BuildEvent.StepProgress progress) {
    Step step = step(progress.step(), progress.name());
    long before = step.parts.getOrDefault(progress.id(), -1L);
    boolean much =
        before < 0
            || (progress.total() > 0 && progress.current() - before >= progress.total() / 20);
    if (step.ended || (!progress.completed() && !much)) {
      return;
    }
    step.parts.put(progress.id(), progress.current());
    String amount = "";
    if (progress.total() > 0) {
      amount = " " + bytes(progress.current()) + " / " + bytes(progress.total());
    } else if (progress.current() > 0) {
      amount = " " + bytes(progress.current());
    }
    step.pending.add(progress.id() + amount + (progress.completed() ? " done" : ""));
    print(step, lastPrinted);
  }

  /** Bytes as BuildKit's client writes them: {@code 3.41MB}. */
  private static String bytes(long count) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double size = count;
    int unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0 ? count + "B" : String.format(Locale.ROOT, "%.2f%s", size, units[unit]);
  }

  private void output(BuildEvent.StepOutput output) {
    Step step = step(output.step(), output.step());
    step.ended = false;
    step.partial.append(new String(output.bytes(), StandardCharsets.UTF_8));
    int end = step.partial.indexOf("\n");
    while (end >= 0) {
      String line = step.partial.substring(0, end);
      step.partial.delete(0, end + 1);
      said(step, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, output.at());
      end = step.partial.indexOf("\n");
    }
    print(step, output.at());
  }

  private static void said(Step step, String line, Instant at) {
    double seconds = step.begun.map(b -> Duration.between(b, at).toMillis() / 1000.0).orElse(0.0);
    String text = String.format(Locale.ROOT, "%.3f %s", Math.max(0, seconds), line);
    step.pending.add(text);
    step.tail.add(text);
    if (step.tail.size() > LAST_LINES) {
      step.tail.removeFirst();
    }
  }

  /** An end; the builder may tell of the same one again, and a step that goes on has another. */
  private void ended(BuildEvent.StepEnded ended) {
    Step step = step(ended.step(), ended.name());
    boolean again = step.ended && step.partial.length() == 0 && step.pending.isEmpty();
    if (again && (ended.error().isEmpty() || !step.error.isEmpty())) {
      return;
    }
    if (step.partial.length() > 0) {
      said(step, step.partial.toString(), ended.at());
      step.partial.setLength(0);
    }
    if (ended.error().isPresent()) {
      String error = ended.error().get();
      boolean cancelled = error.endsWith("context canceled");
      step.pending.add(cancelled ? "CANCELED" : "ERROR: " + error);
      if (!cancelled) {
        step.error = error;
        failed = Optional.of(step);
      }
    } else if (ended.cached()) {
      step.pending.add("CACHED");
    } else {
      double seconds =
          ended.begun().map(b -> Duration.between(b, ended.at()).toMillis() / 1000.0).orElse(0.0);
      step.pending.add(String.format(Locale.ROOT, "DONE %.1fs", Math.max(0, seconds)));
    }
    step.ended = true;
    print(step, ended.at());
  }

  /** Prints what a step has to say if it is its turn, and then what others have to say. */
  private void print(Step step, Instant at) {
    boolean free = current.isEmpty() || current.get() == step;
    boolean quiet = !free && lastPrinted.plus(TURN).isBefore(at);
    if (!free && !quiet) {
      if (!waiting.contains(step)) {
        waiting.add(step);
      }
      return;
    }
    write(step);
    lastPrinted = at.isAfter(lastPrinted) ? at : lastPrinted;
    while (current.isEmpty() && !waiting.isEmpty()) {
      write(waiting.removeFirst());
    }
  }

  private void write(Step step) {
    waiting.remove(step);
    if (current.filter(c -> c == step).isEmpty()) {
      current.ifPresent(old -> printed.accept("#" + old.number + " ..."));
      if (notFirst) {
        printed.accept("");
      }
      notFirst = true;
      if (step.number == 0) {
        numbers++;
        step.number = numbers;
      }
      printed.accept("#" + step.number + " " + shortened(step.name));
    }
    step.pending.forEach(line -> printed.accept("#" + step.number + " " + line));
    step.pending.clear();
    current = step.ended ? Optional.empty() : Optional.of(step);
  }

  private static String shortened(String name) {
    String line = name.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME - 3) + "..." : line;
  }

  /** The build has ended: what still waits is printed. */
  void end() {
    current = current.filter(step -> !step.pending.isEmpty());
    current.ifPresent(this::write);
    current = Optional.empty();
    while (!waiting.isEmpty()) {
      write(waiting.removeFirst());
      current = Optional.empty();
    }
  }

  /**
   * How a failed build ends: the failed step's last lines, then the Dockerfile's line, or where
   * that is not known the step's name, and the line that docker ends with. Each once.
   */
  Outcome failure(Problem problem) {
    List<String> lines = new ArrayList<>();
    failed.ifPresent(
        step -> {
          List<String> shown = new ArrayList<>();
          if (problem.place().isEmpty()) {
            shown.add(" > " + step.name + ":");
          }
          shown.addAll(step.tail);
          if (!shown.isEmpty()) {
            lines.add("------");
            lines.addAll(shown);
            lines.add("------");
          }
        });
    boolean told = failed.isPresent() || problem.place().isPresent();
    Matcher step = STEP.matcher(problem.message());
    String message =
        told && step.matches() ? step.group(1) + " " + step.group(2) : problem.message();
    Problem last =
        new Problem(
            problem.code(), "ERROR: failed to solve: " + message, problem.hint(), problem.place());
    return new Outcome(1, Optional.empty(), "", lines, Optional.of(last));
  }
}
