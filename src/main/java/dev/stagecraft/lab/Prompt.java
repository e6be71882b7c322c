package dev.stagecraft.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prompts that labs write before commands. */
final class Prompt {
  private static final Pattern OURS =
      Pattern.compile(
          "^((?:\\([^()]*\\) ?)?(?:[\\w.-]+@[\\w.-]+(?:[: ][^ $#%]*)? ?)?[$%])(?: (.*))?$");
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "^(?:(?:/[\\w./-]*|~) ?# ?|root@[\\w.-]+:[^#]*# ?|bash-[\\d.]+# ?|mysql> ?|postgres=# ?|>>> )(.*)$");
  private static final Pattern POWERSHELL =
      Pattern.compile("^(?:PS(?: [A-Za-z]:[^>]*)?> ?.*|\\$env:\\w+.*|[A-Z]:\\\\[^>]*>.*)$");

  /**
   * A prompt at the beginning of a line.
   *
   * @param length how many characters it has, the blank included
   */
  record Found(int length) {}

  private Prompt() {}

  /**
   * The prompt of a line, if it has one. Exactly one prompt is taken off, and never a bare dollar
   * sign that belongs to a variable.
   */
  static Optional<Found> in(String line) {
    Matcher prompt = OURS.matcher(line);
    if (!prompt.matches()) {
      return Optional.empty();
    }
    boolean bare = prompt.group(2) == null;
    return Optional.of(new Found(prompt.group(1).length() + (bare ? 0 : 1)));
  }

  /** Whether a line is typed inside a container or another program. */
  static boolean elsewhere(String line) {
    return ELSEWHERE.matcher(line).matches();
  }

  /** Whether a line is for PowerShell or cmd. */
  static boolean powerShell(String line) {
    return POWERSHELL.matcher(line).matches();
  }
}
