package dev.stagecraft.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The words behind a fence's backticks, in the spellings of the tools that labs are written for
 * (runme, Docusaurus, MkDocs, Labspace, presenterm, scrut, Katacoda). What is not known is somebody
 * else's and left alone.
 */
final class InfoString {
  private static final Set<String> SHELLS =
      Set.of("bash", "sh", "shell", "console", "shell-session", "terminal", "zsh", "ksh");
  private static final List<String> SKIPS =
      List.of("skip", "no-run", "no-run-button", ".no-run", "ignore", "excludeFromRunAll");

  private static final Recording.Rules NOT_COMPARED =
      new Recording.Rules(true, false, false, OptionalDouble.empty(), List.of());

  private InfoString() {}

  /** The language: the first word, without the dot or brace that some tools write before it. */
  static String language(String info) {
    String text = info.strip();
    if (text.startsWith("{")) {
      text = text.substring(1).strip();
    }
    if (text.startsWith(".")) {
      text = text.substring(1);
    }
    int end = 0;
    while (end < text.length() && "\t ,{}:=\"".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean setting = end < text.length() && text.charAt(end) == '=';
    return setting ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Whether a language is a shell's, or a transcript of one. */
  static boolean shell(String language) {
    return SHELLS.contains(language) || language.matches("term\\d*");
  }

  /** What the words say. */
  static Annotation read(String info, String language, dev.stagecraft.core.Place place) {
    Attributes words = Attributes.read(info);
    Optional<String> skip =
        SKIPS.stream().filter(words::flag).findFirst().map(word -> "marked " + word);
    if (words.value("transform").filter("false"::equals).isPresent()) {
      skip = Optional.of("marked transform=false");
    }
    List<Expectation> expectations =
        words
            .value("expect-exit")
            .filter(status -> status.matches("\\d{1,3}"))
            .map(Integer::parseInt)
            .filter(status -> status > 0)
            .<List<Expectation>>map(
                status -> List.of(new Expectation.Exit(OptionalInt.of(status), place)))
            .orElse(
                words.flag("+expect:failure")
                    ? List.of(new Expectation.Exit(OptionalInt.empty(), place))
                    : List.of());
    return new Annotation(
        words.value("name"),
        skip,
        false,
        file(words, language),
        words.value("cwd").or(() -> words.value("dir")),
        words.value("timeout").flatMap(InfoString::duration),
        expectations,
        false,
        words.value("non-deterministic").filter("output"::equals).isPresent()
            ? NOT_COMPARED
            : Recording.Rules.NONE);
  }

  private static Optional<String> file(Attributes words, String language) {
    return words
        .value("save-as")
        .or(() -> words.value("file"))
        .or(
            () ->
                words
                    .value("title")
                    .or(() -> words.value("filename"))
                    .filter(title -> !shell(language) && path(title)));
  }

  /** Whether a title reads like a path: no blank, and a dot, a slash or a well-known name. */
  private static boolean path(String title) {
    return !title.isEmpty()
        && !title.contains(" ")
        && (title.matches(".*[./].*") || title.matches("(Dockerfile|Makefile|Containerfile).*"));
  }

  /** A duration: {@code 500ms}, {@code 30s}, {@code 2m}. */
  static Optional<Duration> duration(String text) {
    if (!text.matches("\\d{1,6}(ms|s|m)")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text.replaceAll("\\D", ""));
    return Optional.of(
        text.endsWith("ms")
            ? Duration.ofMillis(number)
            : text.endsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number));
  }
}
