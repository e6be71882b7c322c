package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the comments that hold what a lab's author says to Stagecraft: {@code <!-- stagecraft: …
 * -->}, one directive a line. The language is described in {@code lab-format.md}.
 */
final class Directives {
  private static final String KNOWN =
      "skip, run, name, save-as, cwd, timeout, exit, prints, http, size, user, output, compare, app";

  /** What may be written as {@code key=value}, several on a line. */
  private static final Set<String> SETTINGS = Set.of("name", "save-as", "cwd", "timeout", "exit");

  /**
   * What one comment says.
   *
   * @param annotation about the fence below it
   * @param aboutFence whether anything in it is about a fence
   * @param apps rows of the table of sizes
   * @param everywhere how recorded output is compared from here on
   */
  record Said(
      Annotation annotation, boolean aboutFence, List<Lab.App> apps, Recording.Rules everywhere) {}

  private Annotation annotation = Annotation.NONE;
  private boolean aboutFence;
  private final List<Lab.App> apps = new ArrayList<>();
  private Recording.Rules everywhere = Recording.Rules.NONE;

  private Directives() {}

  /** Whether a comment is one of ours. */
  static boolean ours(String comment) {
    return comment.matches("(?s)<!--\\s*stagecraft:.*");
  }

  /**
   * Reads one comment.
   *
   * @param lines the lines that it stands on, from {@code <!--} to {@code -->}
   * @param origins where each begins
   * @throws ProblemException {@code lab.directive} for a word or value that is not known, with its
   *     place
   */
  static Said read(List<String> lines, List<Place> origins) {
    Directives directives = new Directives();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int from = 0;
      if (i == 0) {
        from = line.indexOf("stagecraft:") + "stagecraft:".length();
      }
      int to = line.indexOf("-->", from);
      String text = line.substring(from, to < 0 ? line.length() : to);
      directives.line(new DirectiveLine(text, from, origins.get(i)));
    }
    return new Said(
        directives.annotation, directives.aboutFence, directives.apps, directives.everywhere);
  }

  private void line(DirectiveLine line) {
    if (line.items().isEmpty()) {
      return;
    }
    boolean settings = line.items().stream().allMatch(item -> item.value().isPresent());
    if (settings) {
      line.items().forEach(item -> setting(line, item));
      return;
    }
    Attributes.Item first = line.items().get(0);
    if (first.key().equals("app")) {
      apps.add(app(line));
      return;
    }
    if (first.key().equals("compare") && CompareDirective.everywhere(line)) {
      everywhere = everywhere.and(CompareDirective.read(line));
      return;
    }
    strayWord(line);
    aboutFence = true;
    annotation =
        annotation.and(
            switch (first.key()) {
              case "skip" -> skip(line.after(first).isEmpty() ? "marked skip" : line.after(first));
              case "run" -> run(line);
              case "name", "save-as", "cwd", "timeout" -> setting(first.key(), line.one(), line);
              case "exit" -> Annotation.expecting(exit(line.one(), line));
              case "prints" -> Annotation.expecting(prints(line));
              case "http" -> Annotation.expecting(HttpDirective.read(line));
              case "size" -> Annotation.expecting(SizeDirective.read(line));
              case "output" -> output(line);
              case "compare" -> Annotation.comparing(false, CompareDirective.read(line));
              case "user" -> Annotation.expecting(user(line));
              default -> throw unknown(line, first);
            });
  }

  /** Refuses a word behind a setting that would else stand in the place of its value. */
  private static void strayWord(DirectiveLine line) {
    Attributes.Item before = line.items().get(0);
    boolean setting = before.value().isPresent() && SETTINGS.contains(before.key());
    for (Attributes.Item item : setting ? line.items() : List.<Attributes.Item>of()) {
      if (item.value().isEmpty()) {
        throw line.problem(item, item.key() + " is no setting")
            .withHint(
                "a value with blanks stands in quotes: "
                    + before.key()
                    + "=\""
                    + before.value().orElse("")
                    + " "
                    + item.key()
                    + "\"")
            .exception();
      }
      before = item;
    }
  }

  private void setting(DirectiveLine line, Attributes.Item item) {
    aboutFence = true;
    String value = item.value().orElse("");
    annotation =
        annotation.and(
            switch (item.key()) {
              case "name", "save-as", "cwd", "timeout" ->
                  setting(
                      item.key(),
                      new Attributes.Item(value, Optional.empty(), false, item.column()),
                      line);
              case "exit" ->
                  Annotation.expecting(
                      exit(
                          new Attributes.Item(value, Optional.empty(), false, item.column()),
                          line));
              default -> throw unknown(line, item);
            });
  }

  private static ProblemException unknown(DirectiveLine line, Attributes.Item item) {
    return line.problem(item, item.key() + " is no directive of a lab")
        .withHint("the directives are " + KNOWN)
        .exception();
  }

  private static Annotation skip(String why) {
    Annotation none = Annotation.NONE;
    return Annotation.of(
        none.name(), Optional.of(why), false, none.saveAs(), none.folder(), none.limit());
  }

  private static Annotation run(DirectiveLine line) {
    alone(line);
    Annotation none = Annotation.NONE;
    return Annotation.of(
        none.name(), none.skip(), true, none.saveAs(), none.folder(), none.limit());
  }

  private static Annotation output(DirectiveLine line) {
    alone(line);
    return Annotation.comparing(true, Recording.Rules.NONE);
  }

  private static void alone(DirectiveLine line) {
    if (line.items().size() > 1) {
      throw line.problem(
              line.items().get(1), line.items().get(0).key() + " takes nothing behind it")
          .exception();
    }
  }

  private static Annotation setting(String key, Attributes.Item value, DirectiveLine line) {
    Annotation none = Annotation.NONE;
    Optional<String> word = Optional.of(value.word());
    return switch (key) {
      case "name" ->
          Annotation.of(word, none.skip(), false, none.saveAs(), none.folder(), none.limit());
      case "save-as" ->
          Annotation.of(none.name(), none.skip(), false, word, none.folder(), none.limit());
      case "cwd" ->
          Annotation.of(none.name(), none.skip(), false, none.saveAs(), word, none.limit());
      default -> {
        if (InfoString.duration(value.word()).isEmpty()) {
          throw line.problem(value, value.word() + " is no duration")
              .withHint("write 500ms, 30s or 2m")
              .exception();
        }
        yield Annotation.of(
            none.name(),
            none.skip(),
            false,
            none.saveAs(),
            none.folder(),
            InfoString.duration(value.word()));
      }
    };
  }

  private static Expectation exit(Attributes.Item status, DirectiveLine line) {
    if (status.word().equals("nonzero")) {
      return new Expectation.Exit(OptionalInt.empty(), line.place());
    }
    if (!status.word().matches("\\d{1,3}") || Integer.parseInt(status.word()) > 255) {
      throw line.problem(status, status.word() + " is no exit status")
          .withHint("write a number from 0 to 255, or nonzero")
          .exception();
    }
    return new Expectation.Exit(OptionalInt.of(Integer.parseInt(status.word())), line.place());
  }

  private static Expectation prints(DirectiveLine line) {
    Attributes.Item first = line.items().get(0);
    String rest = line.after(first);
    if (rest.length() > 2 && rest.startsWith("/") && rest.endsWith("/")) {
      String pattern = rest.substring(1, rest.length() - 1);
      try {
        java.util.regex.Pattern.compile(pattern);
      } catch (java.util.regex.PatternSyntaxException wrong) {
        throw line.problem(line.items().get(1), "the pattern is wrong: " + wrong.getDescription())
            .exception(wrong);
      }
      return new Expectation.Prints(pattern, true, line.place());
    }
    Attributes.Item text = line.one();
    return new Expectation.Prints(text.word(), false, line.place());
  }

  private static Expectation user(DirectiveLine line) {
    List<Attributes.Item> items = line.items();
    if (items.size() != 3) {
      throw line.problem(items.get(0), "user takes an image and a name")
          .withHint("for example: user shop:slim keeper")
          .exception();
    }
    return new Expectation.User(items.get(1).word(), items.get(2).word(), line.place());
  }

  private static Lab.App app(DirectiveLine line) {
    String text = line.text().strip();
    int colon = text.indexOf(": ");
    String example = "for example: app Shop: single=shop:single multi=shop:slim";
    if (colon < 0) {
      throw line.problem(line.items().get(0), "app takes a name, a colon and two images")
          .withHint(example)
          .exception();
    }
    String name = text.substring("app".length(), colon).strip();
    Attributes rest = Attributes.read(text.substring(colon + 2));
    for (Attributes.Item item : rest.items()) {
      if (!List.of("single", "multi", "says").contains(item.key()) || item.value().isEmpty()) {
        throw line.problem(line.items().get(0), item.word() + " is nothing that app takes")
            .withHint("it takes single=IMAGE, multi=IMAGE and says=\"TEXT\"")
            .exception();
      }
    }
    if (name.isEmpty() || rest.value("single").isEmpty() || rest.value("multi").isEmpty()) {
      throw line.problem(line.items().get(0), "app needs a name, single= and multi=")
          .withHint(example)
          .exception();
    }
    return new Lab.App(
        name,
        rest.value("single").orElseThrow(),
        rest.value("multi").orElseThrow(),
        rest.value("says"),
        line.place().line());
  }

  /** One line of a comment: its words and where it stands. */
  static final class DirectiveLine {
    private final String text;
    private final int offset;
    private final Place origin;
    private final List<Attributes.Item> items;

    DirectiveLine(String text, int offset, Place origin) {
      this.text = text;
      this.offset = offset;
      this.origin = origin;
      this.items = Attributes.read(text).items();
    }

    String text() {
      return text;
    }

    List<Attributes.Item> items() {
      return items;
    }

    /** What stands behind an item, as written. */
    String after(Attributes.Item item) {
      return text.substring(item.column() + item.word().length()).strip();
    }

    /** The one word behind the first. */
    Attributes.Item one() {
      if (items.size() != 2) {
        throw problem(items.get(0), items.get(0).key() + " takes one word or text behind it")
            .exception();
      }
      return items.get(1);
    }

    /** The whole directive. */
    Place place() {
      Attributes.Item first = items.get(0);
      int length = text.stripTrailing().length() - first.column();
      return placed(first.column(), length);
    }

    /** What is wrong with an item. */
    Problem problem(Attributes.Item item, String message) {
      return Problem.of("lab.directive", message)
          .at(placed(item.column(), Math.max(1, item.key().length())));
    }

    private Place placed(int column, int length) {
      return new Place(
          origin.source(), origin.line(), origin.column() + offset + column, length, origin.text());
    }
  }
}
