package dev.stagecraft.console;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/**
 * Five roles of colour and the signs that say the same without colour.
 *
 * @param colour whether escape sequences may be written
 * @param unicode whether signs beyond ASCII may be written
 */
public record Theme(boolean colour, boolean unicode) {
  /**
   * The theme for an output.
   *
   * @param terminal whether the output is a terminal; a pipe never sees an escape sequence
   * @param environment looks at {@code NO_COLOR}, {@code TERM} and the locale's variables
   */
  public static Theme of(boolean terminal, Map<String, String> environment) {
    boolean no =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Theme(terminal && !no, isUtf8(environment));
  }

  /** Whether the locale of an environment writes UTF-8. Source: setlocale(3), its order. */
  public static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return Charset.defaultCharset().name().equals("UTF-8") && environment.containsKey("CI");
  }

  /** A text in a role, or as it is where there is no colour. */
  public String paint(Role role, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + role.code + "m" + text + "\u001b[0m" : text;
  }

  /** A text as this output can show it: signs of ours become ASCII where they must. */
  public String plain(String text) {
    if (unicode) {
      return text;
    }
    return text.replace("✓", "ok")
        .replace("✗", "FAIL")
        .replace("≈", "~")
        .replace("·", "-")
        .replace("…", "...")
        .replace("−", "-")
        .replace("→", "->")
        .replace("▸", ">")
        .replace("●", "*")
        .replace("≤", "<=")
        .replace("–", "-")
        .replace("↻", "@")
        .replace("░", ".")
        .replaceAll("[▏▎▍▌▋▊▉█]", "#");
  }

  /** What a colour means. */
  public enum Role {
    ACCENT("36"),
    SUCCESS("32"),
    WARNING("33"),
    ERROR("31"),
    DIM("2");

    private final String code;

    Role(String code) {
      this.code = code;
    }
  }
}
