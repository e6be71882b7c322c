package dev.stagecraft.replay;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Expectation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what an author expects, right after the block. */
final class Expectations {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ImageBook images;

  Expectations(ImageBook images) {
    this.images = images;
  }

  /**
   * Checks one.
   *
   * @param output what the block's statements wrote
   * @return a few words on what was found, where it is as expected
   * @throws ProblemException {@code replay.expectation} with its place, where it is not
   */
  String check(Expectation expectation, String output) {
    if (expectation instanceof Expectation.Prints prints) {
      return prints(prints, output);
    }
    if (expectation instanceof Expectation.Http http) {
      return http(http);
    }
    if (expectation instanceof Expectation.Size size) {
      return size(size);
    }
    if (expectation instanceof Expectation.User user) {
      return user(user);
    }
    // a status is checked where the statement ends
    return "";
  }

  private static ProblemException not(Expectation expectation, String message, String hint) {
    return Problem.of("replay.expectation", message)
        .at(expectation.place())
        .withHint(hint)
        .exception();
  }

  private static String prints(Expectation.Prints prints, String output) {
    boolean found =
        prints.pattern()
            ? Pattern.compile(prints.text(), Pattern.MULTILINE).matcher(output).find()
            : output.contains(prints.text());
    if (!found) {
      String seen = output.isBlank() ? "there is no output" : "the output is above";
      throw not(
          prints,
          "the output does not have " + prints.text(),
          seen + "; change the commands, or what is expected here");
    }
    return "";
  }

  private static String http(Expectation.Http http) {
    HttpQuestion.Answer answer;
    try {
      answer = HttpQuestion.ask(URI.create(http.url()), LIMIT);
    } catch (ProblemException failed) {
      throw failed.problem().at(http.place()).exception(failed);
    }
    String hint = "curl -i " + http.url() + " shows the whole answer";
    if (answer.status() != http.status()) {
      throw not(http, http.url() + " answers " + answer.status() + ", not " + http.status(), hint);
    }
    if (http.contains().filter(text -> !answer.body().contains(text)).isPresent()) {
      throw not(http, http.url() + " answers without " + http.contains().orElse(""), hint);
    }
    http.json().ifPresent(expected -> json(http, expected, answer.body(), hint));
    return http.url() + " " + answer.status() + " " + shortened(answer.body().strip());
  }

  private static void json(Expectation.Http http, String expected, String body, String hint) {
    var wanted =
        JsonSubset.read(expected)
            .orElseThrow(
                () ->
                    not(
                        http,
                        "what is expected is no JSON: " + expected,
                        "write it like {\"status\":\"OK\"}"));
    var found =
        JsonSubset.read(body)
            .orElseThrow(() -> not(http, http.url() + " does not answer in JSON", hint));
    Optional<String> difference = JsonSubset.difference(wanted, found);
    if (difference.isPresent()) {
      throw not(http, http.url() + ": " + difference.get(), hint);
    }
  }

  private static String shortened(String body) {
    String line = body.lines().findFirst().orElse("");
    return line.length() > 60 ? line.substring(0, 59) + "\u2026" : line;
  }

  private String size(Expectation.Size size) {
    ImageFacts image = image(size, size.image());
    ByteSize compared = size.size().orElseGet(() -> image(size, size.other().orElseThrow()).size());
    String right =
        size.other()
            .map(other -> share(size.factor()) + other + ", " + compared.human())
            .orElse(compared.human());
    if (!size.holds(image.size(), compared)) {
      throw not(
          size,
          size.image()
              + " has "
              + image.size().human()
              + ", which is not "
              + size.relation().sign()
              + " "
              + right,
          "docker history " + size.image() + " shows which layer is how large");
    }
    return size.image() + " " + image.size().human() + " " + size.relation().sign() + " " + right;
  }

  private static String share(double factor) {
    return factor == 1 ? "" : Math.round(factor * 1000) / 10.0 + " % of ";
  }

  private String user(Expectation.User user) {
    ImageFacts image = image(user, user.image());
    if (!image.user().equals(user.name())) {
      throw not(
          user,
          user.image() + " runs as " + image.user() + ", not as " + user.name(),
          "a USER line in the Dockerfile says whom an image runs as");
    }
    return user.image() + " runs as " + image.user();
  }

  private ImageFacts image(Expectation expectation, String tag) {
    return images
        .get(tag)
        .orElseThrow(
            () -> not(expectation, "there is no image " + tag, "the statements above build none"));
  }
}
