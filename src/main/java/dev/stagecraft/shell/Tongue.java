package dev.stagecraft.shell;

import dev.stagecraft.shell.Interpreter.Language;
import java.util.Locale;
import java.util.Optional;

/** The language that lines are in, until {@code mode} says otherwise; empty is the shell's. */
public final class Tongue {
  private volatile Optional<Language> now = Optional.empty();

  /** The language now. */
  public Optional<Language> now() {
    return now;
  }

  /** Lines are in this language from now on. */
  public void is(Optional<Language> language) {
    now = language;
  }

  /** The language of a name: {@code groovy}, {@code java}; empty for any other. */
  public static Optional<Language> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "groovy" -> Optional.of(Language.GROOVY);
      case "java", "jshell" -> Optional.of(Language.JAVA);
      default -> Optional.empty();
    };
  }
}
