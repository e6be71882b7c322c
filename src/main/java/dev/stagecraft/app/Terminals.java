package dev.stagecraft.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of the process's streams are terminals. Asked of {@code /proc}, which costs nothing; where
 * there is none, {@code System.console()} stands for all three.
 */
record Terminals(boolean in, boolean out, boolean err) {
  /** Looks. */
  static Terminals look() {
    return new Terminals(at(0), at(1), at(2));
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
