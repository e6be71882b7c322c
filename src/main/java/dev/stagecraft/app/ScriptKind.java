package dev.stagecraft.app;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Tongue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language of a script: what the option says, or the suffix of its name, or a remark among its
 * first two lines, {@code // stagecraft: groovy}; otherwise it is the shell's.
 */
final class ScriptKind {
  private static final Pattern REMARK =
      Pattern.compile("(?:#|//)\\s*stagecraft:\\s*(groovy|java|jshell|shell)\\s*");

  private ScriptKind() {}

  /** The language of a file; empty for the shell. */
  static Optional<Language> of(Optional<String> option, String name, String text) {
    if (option.isPresent()) {
      return named(option.get());
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".groovy")) {
      return Optional.of(Language.GROOVY);
    }
    if (lower.endsWith(".jsh") || lower.endsWith(".jshell")) {
      return Optional.of(Language.JAVA);
    }
    return text.lines()
        .limit(2)
        .map(REMARK::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .flatMap(remark -> Tongue.named(remark.group(1)));
  }

  /**
   * The language of a name; empty for the shell.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.value} for any other
   */
  static Optional<Language> named(String name) {
    Optional<Language> language = Tongue.named(name);
    if (language.isEmpty() && !name.equals("shell")) {
      throw Problem.of("usage.value", "there is no language " + name)
          .withHint("-S groovy, -S java, -S shell")
          .exception();
    }
    return language;
  }
}
