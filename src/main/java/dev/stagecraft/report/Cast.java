package dev.stagecraft.report;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as a recording for asciinema: what a person would have seen at a prompt. Commands are typed
 * at a steady pace, outputs come as they came, pauses are shortened, each step is a chapter.
 * Source: asciinema's descriptions of asciicast version 2 and 3.
 */
final class Cast {
  private static final int COLUMNS = 100;
  private static final int ROWS = 30;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration KEY = Duration.ofMillis(30);
  private static final Duration LONGEST_TYPING = Duration.ofMillis(1500);
  private static final Duration READING = Duration.ofMillis(600);

  private final CastVersion version;
  private final StringBuilder text = new StringBuilder();
  private final Shown shown = new Shown();
  private Duration now = Duration.ZERO;
  private Duration written = Duration.ZERO;
  private Duration before = Duration.ZERO;
  private byte[] rest = new byte[0];
  private boolean lineOpen;
  private boolean returned;
  private String part = "";

  private Cast(CastVersion version) {
    this.version = version;
  }

  /** A recording as a cast. */
  static String write(Timeline timeline, Optional<Problem> broken, CastVersion version) {
    Cast cast = new Cast(version);
    List<Moment> moments = timeline.moments();
    cast.header(timeline, moments);
    int status = 1;
    for (Moment moment : moments) {
      cast.passes(moment.at());
      if (!(moment.event() instanceof ReplayEvent.Output)) {
        cast.wholeCharacters();
      }
      if (moment.omitted() > 0) {
        cast.say("\u001b[2m" + Printed.note(moment.omitted()) + "\u001b[0m");
      }
      moment.event().accept(cast.shown);
      if (moment.event() instanceof ReplayEvent.ReplayEnded end) {
        status = end.summary().status();
      }
    }
    cast.wholeCharacters();
    if (broken.isPresent()) {
      cast.problem(broken.get());
      status = 1;
    }
    cast.now = cast.now.plus(READING);
    if (version == CastVersion.V3) {
      cast.event("x", String.valueOf(status));
    } else {
      cast.event("o", "");
    }
    return cast.text.toString();
  }

  private void header(Timeline timeline, List<Moment> moments) {
    String title =
        moments.stream()
            .map(Moment::event)
            .filter(ReplayEvent.LabBegun.class::isInstance)
            .map(event -> ((ReplayEvent.LabBegun) event).lab())
            .map(lab -> lab.title().orElse(lab.source()))
            .findFirst()
            .orElse("");
    Json header = new Json();
    long seconds = timeline.begun().getEpochSecond();
    switch (version) {
      case V2 ->
          header
              .put("version", 2)
              .put("width", COLUMNS)
              .put("height", ROWS)
              .put("timestamp", seconds)
              .put("idle_time_limit", LONGEST_PAUSE.toSeconds())
              .put("title", title)
              .raw("env", new Json().put("TERM", "xterm-256color").toString());
      case V3 ->
          header
              .put("version", 3)
              .raw(
                  "term",
                  new Json()
                      .put("cols", COLUMNS)
                      .put("rows", ROWS)
                      .put("type", "xterm-256color")
                      .toString())
              .put("timestamp", seconds)
              .put("idle_time_limit", LONGEST_PAUSE.toSeconds())
              .put("title", title);
    }
    text.append(header).append('\n');
  }

  /** The time goes on as it did, but no pause is longer than a viewer likes. */
  private void passes(Duration at) {
    Duration pause = at.minus(before);
    before = at;
    if (pause.isNegative()) {
      return;
    }
    now = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private void event(String code, String data) {
    Duration time = version == CastVersion.V3 ? now.minus(written) : now;
    // the next interval counts from what was written, so that rounding does not add up
    written = written.plusMillis(now.minus(written).toMillis());
    text.append('[')
        .append(String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0))
        .append(",\"")
        .append(code)
        .append("\",")
        .append(Json.string(data))
        .append("]\n");
  }

  /** Text for the terminal, whose line ends need a carriage return. */
  private void print(String data) {
    if (data.isEmpty()) {
      return;
    }
    StringBuilder ends = new StringBuilder();
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '\n' && !returned) {
        ends.append('\r');
      }
      returned = c == '\r';
      ends.append(c);
    }
    lineOpen = !data.endsWith("\n");
    event("o", ends.toString());
  }

  /** A line of its own. */
  private void say(String line) {
    print((lineOpen ? "\n" : "") + line + "\n");
  }

  /** What is left of a character that never came whole. */
  private void wholeCharacters() {
    if (rest.length > 0) {
      print(new String(rest, StandardCharsets.UTF_8));
      rest = new byte[0];
    }
  }

  private void problem(Problem problem) {
    List<String> lines = ReplayText.problem(problem, Optional.empty(), String::length);
    say("");
    say("\u001b[1;31m" + lines.get(0) + "\u001b[0m");
    lines.subList(1, lines.size()).forEach(this::say);
  }

  /** What of each event is seen. */
  private final class Shown implements ReplayEvent.Visitor {
    @Override
    public void labBegun(ReplayEvent.LabBegun event) {
      say("\u001b[1m" + event.lab().title().orElse(event.lab().source()) + "\u001b[0m");
    }

    @Override
    public void stepBegun(ReplayEvent.StepBegun event) {
      Lab.Step step = event.step();
      String name = (step.number() == 0 ? "" : "Step " + step.number() + ": ") + step.title();
      wholeCharacters();
      event("m", name);
      say("");
      String above = step.part().orElse("");
      if (!above.isEmpty() && !above.equals(part)) {
        say("\u001b[1;35m" + above + "\u001b[0m");
      }
      part = above;
      say("\u001b[1;36m# " + name + "\u001b[0m");
      now = now.plus(READING);
    }

    @Override
    public void stepSkipped(ReplayEvent.StepSkipped event) {
      Lab.Step step = event.step();
      String name = (step.number() == 0 ? "" : "Step " + step.number() + ": ") + step.title();
      event("m", name + " (skipped)");
      say("");
      say("\u001b[1;33m# " + name + "  skipped\u001b[0m");
      say("  " + event.problem().message());
      now = now.plus(READING);
    }

    @Override
    public void statementBegun(ReplayEvent.StatementBegun event) {
      if (lineOpen) {
        print("\n");
      }
      print("\u001b[32m$\u001b[0m ");
      String command = event.statement().text().stripTrailing();
      int keys = Math.max(1, command.codePointCount(0, command.length()));
      Duration each = KEY;
      if (KEY.multipliedBy(keys).compareTo(LONGEST_TYPING) > 0) {
        each = LONGEST_TYPING.dividedBy(keys);
      }
      for (int i = 0; i < command.length(); ) {
        int c = command.codePointAt(i);
        now = now.plus(each);
        print(c == '\n' ? "\n> " : Character.toString(c));
        i += Character.charCount(c);
      }
      now = now.plus(KEY);
      print("\n");
    }

    @Override
    public void baseBrought(ReplayEvent.BaseBrought event) {
      String took = TableFormat.duration(event.took());
      say("\u001b[2m  base " + event.reference() + " " + event.how() + ", " + took + "\u001b[0m");
    }

    @Override
    public void output(ReplayEvent.Output event) {
      byte[] all = Bytes.joined(rest, event.bytes());
      int whole = Bytes.wholeCharacters(all, all.length);
      rest = Bytes.part(all, whole, all.length);
      print(new String(Bytes.part(all, 0, whole), StandardCharsets.UTF_8));
    }

    @Override
    public void waited(ReplayEvent.Waited event) {
      String how =
          event
              .answered()
              .map(after -> "ready after " + TableFormat.duration(after))
              .orElse("no answer within " + TableFormat.duration(event.limit()));
      say("\u001b[2m  port " + event.port() + ": " + how + "\u001b[0m");
    }

    @Override
    public void imageBuilt(ReplayEvent.ImageBuilt event) {
      String size = event.image().size().human() + (event.image().standIn() ? " \u2248" : "");
      say("\u001b[1;32m  " + event.image().tag() + "  " + size + "\u001b[0m");
    }

    @Override
    public void fileWritten(ReplayEvent.FileWritten event) {
      say("\u001b[2m  " + event.file().path() + " written\u001b[0m");
    }

    @Override
    public void failed(ReplayEvent.Failed event) {
      problem(event.problem());
    }

    @Override
    public void replayEnded(ReplayEvent.ReplayEnded event) {
      String sizes =
          event
              .summary()
              .sizes()
              .write(TableFormat.TEXT, value -> value.codePointCount(0, value.length()));
      say("");
      sizes.lines().forEach(Cast.this::say);
      say(
          sizes.isEmpty()
              ? ReplayText.ending(event.summary())
              : "\n" + ReplayText.ending(event.summary()));
    }
  }
}
