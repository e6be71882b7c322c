package dev.stagecraft.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which of the process's streams are terminals. Asked of {@code /proc}, which costs nothing; where
 * there is none, {@code System.console()} stands for all three.
 */
record Terminals(boolean in, boolean out, boolean err) {
  /** Looks. */
  static Terminals look() {
    return new Terminals(at(0), at(1), at(2));
  }

  /** How wide the terminal is: as the environment says, or the launcher, which has looked. */
  static int columns(Map<String, String> environment) {
    String width =
        environment.getOrDefault("COLUMNS", System.getProperty("stagecraft.columns", ""));
    return width.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(width) : 80;
  }

  @SuppressWarnings("SystemConsoleNull") // where there is no /proc, an old Java's answer must do
  private static boolean at(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/")
            || target.startsWith("/dev/tty")
            || target.equals("/dev/console");
      }
    } catch (IOException e) {
      return false;
    }
    return System.console() != null;
  }
}
