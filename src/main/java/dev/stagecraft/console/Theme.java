package dev.stagecraft.console;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Roles of colour and the signs that say the same without colour.
 *
 * @param palette how roles look; {@link Palette#NONE} writes no escape sequences
 * @param many whether the output can show 256 colours, otherwise it has 16
 * @param unicode whether signs beyond ASCII may be written
 * @param large whether the output is read from the last row of a hall: bold, with room around it
 */
public record Theme(Palette palette, boolean many, boolean unicode, boolean large) {
  /** Dark with 16 colours, or without colour. */
  public Theme(boolean colour, boolean unicode) {
    this(colour ? Palette.DARK : Palette.NONE, false, unicode, false);
  }

  /**
   * The dark theme for an output.
   *
   * @param terminal whether the output is a terminal; a pipe never sees an escape sequence
   * @param environment looks at {@code NO_COLOR}, {@code TERM} and the locale's variables
   */
  public static Theme of(boolean terminal, Map<String, String> environment) {
    return new Appearance(environment).on(terminal);
  }

  /** The palette of a name as a person writes it: {@code light}, {@code high-contrast}. */
  public static Optional<Palette> named(String name) {
    return Arrays.stream(Palette.values())
        .filter(p -> p.says().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The names of all palettes, the default first. */
  public static List<String> names() {
    return Arrays.stream(Palette.values()).map(Palette::says).toList();
  }

  /** Whether escape sequences may be written. */
  public boolean colour() {
    return palette != Palette.NONE;
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

  /** The parameters of the sequence that begins a role; empty where it looks as plain text. */
  public String sequence(Role role) {
    return role.look(palette, many);
  }

  /** A text in a role, or as it is where there is no colour. */
  public String paint(Role role, String text) {
    String sequence = sequence(role);
    return text.isEmpty() || sequence.isEmpty()
        ? text
        : "\u001b[" + sequence + "m" + text + "\u001b[0m";
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

  /** How all roles look. */
  public enum Palette {
    DARK,
    LIGHT,
    HIGH_CONTRAST,
    NONE;

    /** What a person calls it. */
    public String says() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What a colour means. Each has the parameters of its sequence: dark with 16 and with 256
   * colours, light likewise, and high contrast, which has no colours of its own: it is as readable
   * as the terminal's own text. The first five are for what is said, the others for what is typed.
   */
  public enum Role {
    ACCENT("36", "38;5;80", "34", "38;5;24", "1"),
    SUCCESS("32", "38;5;114", "32", "38;5;22", "1"),
    WARNING("33", "38;5;221", "35", "38;5;94", "1;4"),
    ERROR("31", "38;5;210", "31", "38;5;124", "1;7"),
    DIM("2", "38;5;248", "2", "38;5;242", ""),
    OURS("36;1", "1;38;5;80", "34;1", "1;38;5;24", "1"),
    PROGRAM("1", "1", "1", "1", "1"),
    UNKNOWN("31", "4;38;5;210", "31", "4;38;5;124", "1;7"),
    OPTION("34", "38;5;111", "36", "38;5;25", ""),
    STRING("32", "38;5;114", "32", "38;5;22", "4"),
    VARIABLE("33", "38;5;221", "35", "38;5;94", ""),
    OPERATOR("35", "38;5;176", "35", "38;5;90", "1"),
    NUMBER("33", "38;5;216", "34", "38;5;130", ""),
    COMMENT("2", "38;5;248", "2", "38;5;242", "");

    private final String dark;
    private final String darkOfMany;
    private final String light;
    private final String lightOfMany;
    private final String contrast;

    Role(String dark, String darkOfMany, String light, String lightOfMany, String contrast) {
      this.dark = dark;
      this.darkOfMany = darkOfMany;
      this.light = light;
      this.lightOfMany = lightOfMany;
      this.contrast = contrast;
    }

    /** In a palette; empty where there is nothing to write. */
    String look(Palette palette, boolean many) {
      return switch (palette) {
        case DARK -> many ? darkOfMany : dark;
        case LIGHT -> many ? lightOfMany : light;
        case HIGH_CONTRAST -> contrast;
        case NONE -> "";
      };
    }
  }
}
