package dev.stagecraft.app;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question mark at the prompt: alone, or behind a command of ours, it asks for help. */
final class Asking {
  private static final Pattern BEHIND =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9-]*)((?:\\s+[a-z][a-z-]*)*)\\s+\\?\\s*");

  private Asking() {}

  /** A line with its question spelled out; any other line as it is. */
  static String spelled(String line, Predicate<String> ours) {
    if (line.strip().equals("?")) {
      return "help";
    }
    Matcher behind = BEHIND.matcher(line);
    return behind.matches() && ours.test(behind.group(1))
        ? "help " + behind.group(1) + behind.group(2)
        : line;
  }
}
