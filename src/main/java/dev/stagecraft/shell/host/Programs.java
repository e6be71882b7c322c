package dev.stagecraft.shell.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs on a search path. */
final class Programs {
  private Programs() {}

  /** A program on a search path; the usual folders count where it is not there. */
  static Optional<Path> find(String name, String searchPath) {
    for (String entry :
        (searchPath + ":/usr/bin:/bin:/usr/local/bin").split(File.pathSeparator, -1)) {
      if (entry.startsWith("/")) {
        try {
          Path program = Path.of(entry, name);
          if (Files.isExecutable(program) && !Files.isDirectory(program)) {
            return Optional.of(program);
          }
        } catch (InvalidPathException e) {
          // an entry that this process cannot say; others may have the program
        }
      }
    }
    return Optional.empty();
  }
}
