package dev.stagecraft.lab;

import dev.stagecraft.language.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths of a lab as its text names them: absolute, or below {@code ~}. */
final class LabPath {
  /** What a path begins with whose folder is not known. */
  static final String UNKNOWN = "?";

  private static final Pattern HOME = Pattern.compile("^(?:\\$HOME|\\$\\{HOME\\})(?=/|$)");
  private static final Pattern HERE =
      Pattern.compile("^(?:\\$PWD|\\$\\{PWD\\}|\\$\\(pwd\\)|`pwd`)(?=/|$)");
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  private LabPath() {}

  /** A word of the shell as a path; nothing where the text does not tell which. */
  static Optional<String> of(Word word, String folder) {
    return of(word.literal().orElse(word.raw().replace("\"", "")), folder);
  }

  /**
   * A written path as an absolute one; the folder of a pattern, nothing where it has a variable.
   *
   * @param folder what it is relative to
   */
  static Optional<String> of(String written, String folder) {
    String text = HOME.matcher(written).replaceFirst("~");
    text = HERE.matcher(text).replaceFirst(".");
    if (text.contains("$") || text.contains("`")) {
      return Optional.empty();
    }
    if (GLOB.matcher(text).find()) {
      String before = text.substring(0, GLOB.split(text, 2)[0].length());
      text = before.contains("/") ? before.substring(0, before.lastIndexOf('/') + 1) : ".";
    }
    return Optional.of(absolute(text, folder));
  }

  private static String absolute(String text, String folder) {
    boolean home = text.equals("~") || text.startsWith("~/");
    boolean whole = home || text.startsWith("/") || text.startsWith(UNKNOWN);
    String all = whole ? text : folder + "/" + text;
    String root = all.startsWith("/") ? "/" : all.split("/", 2)[0];
    Deque<String> parts = new ArrayDeque<>();
    for (String part : all.substring(root.length()).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null && !root.equals("/")) {
          root = UNKNOWN + root;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String below = String.join("/", parts);
    return root.equals("/") ? "/" + below : below.isEmpty() ? root : root + "/" + below;
  }

  /** The folder that a path is in. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? path : slash == 0 ? "/" : path.substring(0, slash);
  }

  /** The last name of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
