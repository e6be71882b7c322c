package dev.stagecraft.report;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ImageFacts;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.Summary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of a run, a JSON object a line. The schema is described in replay-events.md. */
final class EventLines {
  /** The version of the schema: raised where a reader of the one before would go wrong. */
  static final int VERSION = 1;

  private final StringBuilder text = new StringBuilder();
  private final Lines lines = new Lines();
  private Duration at = Duration.ZERO;

  private EventLines() {}

  /** A recording as lines. */
  static String write(Timeline timeline, Optional<Problem> broken) {
    EventLines all = new EventLines();
    all.line(
        new Json()
            .put("event", "recording")
            .put("format", "stagecraft-replay-events")
            .put("version", VERSION)
            .put("begun", timeline.begun().toString()));
    for (Moment moment : timeline.moments()) {
      all.at = moment.at();
      if (moment.omitted() > 0) {
        all.line(all.event("output-omitted").put("bytes", moment.omitted()));
      }
      moment.event().accept(all.lines);
    }
    broken.ifPresent(problem -> all.line(all.event("broken").raw("problem", problem(problem))));
    return all.text.toString();
  }

  private void line(Json json) {
    text.append(json).append('\n');
  }

  private Json event(String name) {
    return new Json().put("event", name).seconds("at", at);
  }

  private static String problem(Problem problem) {
    Json json = new Json().put("code", problem.code()).put("message", problem.message());
    json.put("hint", problem.hint());
    problem.place().ifPresent(place -> json.raw("place", place(place)));
    return json.toString();
  }

  private static String place(Place place) {
    return new Json()
        .put("source", place.source())
        .put("line", place.line())
        .put("column", place.column())
        .toString();
  }

  private static Json step(Json json, Lab.Step step) {
    return json.put("step", step.number())
        .put("part", step.part())
        .put("title", step.title())
        .put("line", step.line());
  }

  private static Json statement(Json json, LabStatement statement) {
    return json.put("line", statement.place().line()).put("text", statement.text());
  }

  private static String image(ImageFacts image) {
    Json json =
        new Json()
            .put("tag", image.tag())
            .put("bytes", image.size().bytes())
            .put("layers", image.layers())
            .put("user", image.user())
            .put("stand_in", image.standIn())
            .seconds("took", image.took());
    image
        .steps()
        .ifPresent(
            steps ->
                json.raw(
                    "build_steps",
                    new Json().put("cached", steps.cached()).put("all", steps.all()).toString()));
    return json.toString();
  }

  /** A name in the schema: lower case, hyphens. */
  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The line of each event. */
  private final class Lines implements ReplayEvent.Visitor {
    @Override
    public void labBegun(ReplayEvent.LabBegun event) {
      Lab lab = event.lab();
      line(
          event("lab-begun")
              .put("source", lab.source())
              .put("title", lab.title())
              .put("steps", lab.numberedSteps())
              .raw(
                  "asked",
                  event.asked().stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(",", "[", "]")))
              .raw("remarks", Json.array(lab.remarks())));
    }

    @Override
    public void stepBegun(ReplayEvent.StepBegun event) {
      line(step(event("step-begun"), event.step()).put("role", name(event.role())));
    }

    @Override
    public void stepSkipped(ReplayEvent.StepSkipped event) {
      line(step(event("step-skipped"), event.step()).raw("problem", problem(event.problem())));
    }

    @Override
    public void statementBegun(ReplayEvent.StatementBegun event) {
      line(statement(event("statement-begun"), event.statement()));
    }

    @Override
    public void baseBringing(ReplayEvent.BaseBringing event) {
      line(event("base-bringing").put("says", event.says()));
    }

    @Override
    public void baseBrought(ReplayEvent.BaseBrought event) {
      line(
          event("base-brought")
              .put("reference", event.reference())
              .put("how", event.how())
              .put("stand_in", event.standIn())
              .seconds("took", event.took())
              .seconds("waited", event.waited()));
    }

    @Override
    public void output(ReplayEvent.Output event) {
      Optional<String> whole = Bytes.text(event.bytes());
      Json json = event("output");
      if (whole.isPresent()) {
        line(json.put("text", whole));
      } else {
        line(
            json.put("text", new String(event.bytes(), StandardCharsets.UTF_8))
                .put("base64", Base64.getEncoder().encodeToString(event.bytes())));
      }
    }

    @Override
    public void waited(ReplayEvent.Waited event) {
      Json json = event("waited").put("port", event.port()).seconds("asked", event.asked());
      event.answered().ifPresent(answered -> json.seconds("answered", answered));
      line(json.seconds("limit", event.limit()));
    }

    @Override
    public void imageBuilt(ReplayEvent.ImageBuilt event) {
      Json json = event("image-built").raw("image", image(event.image()));
      event.single().ifPresent(single -> json.raw("beside", image(single)));
      line(json);
    }

    @Override
    public void statementEnded(ReplayEvent.StatementEnded event) {
      line(
          event("statement-ended")
              .put("line", event.statement().place().line())
              .put("status", event.status())
              .seconds("took", event.took())
              .put("verdict", name(event.verdict())));
    }

    @Override
    public void fileWritten(ReplayEvent.FileWritten event) {
      line(
          event("file-written")
              .put("line", event.file().fence().place().line())
              .put("path", event.file().path())
              .put("text", event.file().fence().text()));
    }

    @Override
    public void expectationMet(ReplayEvent.ExpectationMet event) {
      line(
          event("expectation-met")
              .put("line", event.expectation().place().line())
              .put("says", event.says()));
    }

    @Override
    public void compared(ReplayEvent.Compared event) {
      line(
          event("compared")
              .put("line", event.statement().place().line())
              .put("agrees", event.difference().isEmpty())
              .raw("difference", Json.array(event.difference())));
    }

    @Override
    public void failed(ReplayEvent.Failed event) {
      line(
          event("failed")
              .put("step", event.step().number())
              .put("title", event.step().title())
              .raw("problem", problem(event.problem())));
    }

    @Override
    public void remark(ReplayEvent.Remark event) {
      line(event("remark").put("text", event.text()));
    }

    @Override
    public void stepEnded(ReplayEvent.StepEnded event) {
      line(
          step(event("step-ended"), event.step())
              .put("failures", event.failures())
              .seconds("took", event.took()));
    }

    @Override
    public void replayEnded(ReplayEvent.ReplayEnded event) {
      Summary summary = event.summary();
      List<String> skipped =
          summary.skipped().stream()
              .map(
                  skip ->
                      step(new Json(), skip.step())
                          .raw("problem", problem(skip.problem()))
                          .toString())
              .toList();
      List<String> images = summary.sizes().images().stream().map(EventLines::image).toList();
      line(
          event("replay-ended")
              .put("status", summary.status())
              .put("steps", summary.steps())
              .put("failed_steps", summary.failedSteps())
              .put("not_run_steps", summary.notRunSteps())
              .raw("skipped", "[" + String.join(",", skipped) + "]")
              .put("blocks", summary.blocks())
              .put("failures", summary.failures())
              .put("tolerated", summary.tolerated())
              .put("cancelled", summary.cancelled())
              .seconds("took", summary.took())
              .raw("images", "[" + String.join(",", images) + "]"));
    }
  }
}
