package dev.stagecraft.engine.buildkit;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.CertificateTrouble;
import dev.stagecraft.engine.StepName;
import dev.stagecraft.engine.context.Dockerfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a build failed, for a person: made of the engine's words, the step and the Dockerfile. */
final class BuildFailure {
  private static final int LONGEST_STEP = 160;
  private static final Pattern EXIT =
      Pattern.compile("(?:exit code:|non-zero code:|exit status) (\\d+)");
  private static final Pattern PARSE =
      Pattern.compile("(?i)(?:dockerfile )?parse error (?:on )?line (\\d+): (.*)", Pattern.DOTALL);
  private static final Pattern NOT_IN_CONTEXT =
      Pattern.compile("(?:\"?(/[^\":]*)\"?): not found|\"(/[^\"]*)\" not found");
  private static final List<String> NOISE =
      List.of(
          "failed to solve with frontend dockerfile.v0: ",
          "failed to solve with frontend gateway.v0: ",
          "failed to solve: ",
          "failed to create LLB definition: ",
          "rpc error: code = Unknown desc = ");

  private final String error;
  private final Optional<StepName> step;
  private final String output;
  private final Optional<Dockerfile> dockerfile;

  BuildFailure(
      String error, Optional<String> step, String output, Optional<Dockerfile> dockerfile) {
    this.error = plain(error);
    this.step = step.map(StepName::parse);
    this.output = output;
    this.dockerfile = dockerfile;
  }

  private static String plain(String error) {
    String text = error.strip();
    boolean again = true;
    while (again) {
      again = false;
      for (String noise : NOISE) {
        if (text.startsWith(noise)) {
          text = text.substring(noise.length());
          again = true;
        }
      }
    }
    return text;
  }

  /** The problem to tell. */
  Problem problem() {
    String all = (error + "\n" + output).toLowerCase(Locale.ROOT);
    if (all.contains("no space left on device") || all.contains("disk quota exceeded")) {
      return Problem.of("build.disk", "no space is left on the engine's disk: " + subject() + error)
          .withHint(
              "docker system df shows what takes it; docker builder prune and docker image prune give"
                  + " it back; engine purge empties a private engine");
    }
    Matcher parse = PARSE.matcher(error);
    if (parse.find()) {
      Problem problem =
          Problem.of(
              "build.dockerfile",
              source() + " line " + parse.group(1) + ": " + parse.group(2).strip());
      return line(parse.group(1))
          .map(problem::at)
          .orElse(problem)
          .withHint("correct that line and build again");
    }
    Matcher missing = NOT_IN_CONTEXT.matcher(error);
    if (error.startsWith("failed to compute cache key") && missing.find()) {
      return missing(Optional.ofNullable(missing.group(1)).orElseGet(() -> missing.group(2)));
    }
    if (step.filter(s -> s.kind() == StepName.Kind.INSTRUCTION).isPresent()) {
      return failedStep();
    }
    return Problem.of("build.failed", "the build failed: " + error).withHint(hintOf(all));
  }

  private String source() {
    return dockerfile.map(Dockerfile::source).orElse("Dockerfile");
  }

  private String subject() {
    return step.map(s -> shown(s) + ": ").orElse("");
  }

  private static String shown(StepName name) {
    String number = name.index() + "/" + name.total();
    String prefix =
        name.kind() == StepName.Kind.INSTRUCTION
            ? "[" + name.stage().map(s -> s + " ").orElse("") + number + "] "
            : "";
    String text = prefix + name.text().replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST_STEP ? text : text.substring(0, LONGEST_STEP - 1) + "…";
  }

  private Problem failedStep() {
    StepName name = step.orElseThrow();
    Matcher exit = EXIT.matcher(error);
    boolean exited = exit.find();
    String what = exited ? "failed with exit code " + exit.group(1) : "failed: " + error;
    Problem problem =
        Problem.of("build.step", shown(name) + " " + what)
            .withHint(stepHint(exited ? exit.group(1) : ""));
    return dockerfile
        .flatMap(file -> file.instruction(name).map(file::place))
        .map(problem::at)
        .orElse(problem);
  }

  private String stepHint(String exit) {
    Optional<CertificateTrouble> trouble = CertificateTrouble.in(output);
    if (trouble.isPresent()) {
      return trouble.get().hint();
    }
    return switch (exit) {
      case "127" -> "a command is not in the image of that stage; the lines above name it";
      case "126" -> "a command is there but may not be run; check its mode with ls -l";
      case "137" -> "it was killed, mostly for lack of memory; free some, or give the engine more";
      default -> "the lines that it wrote say why; correct the Dockerfile and build again";
    };
  }

  private Problem missing(String path) {
    Problem problem =
        Problem.of("build.step", "\"" + path + "\" is not in what the step copies from: " + error)
            .withHint("check the path, and that .dockerignore does not leave it out");
    return step.flatMap(name -> dockerfile.flatMap(f -> f.instruction(name).map(f::place)))
        .or(() -> copying(path))
        .map(problem::at)
        .orElse(problem);
  }

  /** The one instruction that copies a path, where the builder does not say which it was. */
  private Optional<Place> copying(String path) {
    String relative = path.substring(1);
    return dockerfile.flatMap(
        file -> {
          List<Place> places =
              file.instructions().stream()
                  .filter(i -> i.keyword().equals("COPY") || i.keyword().equals("ADD"))
                  .filter(i -> i.arguments().contains(relative))
                  .map(file::place)
                  .toList();
          return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
        });
  }

  private Optional<Place> line(String digits) {
    return dockerfile.flatMap(
        file -> {
          int line = digits.length() > 9 ? 0 : Integer.parseInt(digits);
          if (line < 1 || line > file.lines().size()) {
            return Optional.empty();
          }
          String text = file.lines().get(line - 1);
          return Optional.of(new Place(file.source(), line, 1, text.length(), text));
        });
  }

  private static String hintOf(String all) {
    if (all.contains("no active session")) {
      return "the engine wants credentials or secrets, which this way of building cannot give;"
          + " pull the images of its FROM lines first, and take secret and ssh mounts out";
    }
    if (all.contains("failed to do request")
        || all.contains("pull access denied")
        || all.contains("manifest unknown")) {
      return "a FROM names an image that is not here and that no registry gave; pull or build it"
          + " first, then build again";
    }
    if (all.contains("target stage") || all.contains("failed to reach build target")) {
      return "--target must be the name of a stage: FROM image AS name";
    }
    return "the engine's words above say why; --no-cache and --progress plain show more";
  }
}
