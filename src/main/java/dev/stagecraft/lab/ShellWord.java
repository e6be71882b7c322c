package dev.stagecraft.lab;

/** Texts and paths as one word of the shell. */
public final class ShellWord {
  private ShellWord() {}

  /** A text, whatever is in it. */
  public static String of(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A path, where {@code ~} at its beginning is the home folder. */
  public static String path(String path) {
    if (path.equals("~") || path.equals("~/")) {
      return path;
    }
    return path.startsWith("~/") ? "~/" + of(path.substring(2)) : of(path);
  }
}
