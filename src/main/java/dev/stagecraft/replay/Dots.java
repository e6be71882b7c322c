package dev.stagecraft.replay;

import java.util.regex.Pattern;

/** Signs by which an author says that lines were left out. */
final class Dots {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:[#/*-]+ *)?(?:[\\[(<] *(?:\\.{3,}|\u2026|snip(?:ped)?|(?:output )?(?:omitted|truncated)) *"
              + "[\\])>]|\\.{3,}|\u2026|\\. \\. \\.)\\s*",
          Pattern.CASE_INSENSITIVE);

  private Dots() {}

  /** Whether a line stands for any number of lines, also for none. */
  static boolean line(String line) {
    return LINE.matcher(line).matches();
  }
}
