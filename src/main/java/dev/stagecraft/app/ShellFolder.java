package dev.stagecraft.app;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The private folder that a process's shells have for drivers and call-back scripts. It is named
 * for the process, so that the next start can take away what a killed one left.
 */
final class ShellFolder implements AutoCloseable {
  private final Path parent;
  private Optional<Path> made = Optional.empty();

  /**
   * A folder that is made when first asked for.
   *
   * @param state the state folder
   */
  ShellFolder(Path state) {
    this.parent = state.toAbsolutePath().resolve("shells");
  }

  /**
   * The folder, readable by its owner only.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where it cannot be made
   */
  synchronized Path get() {
    if (made.isEmpty()) {
      Path folder = parent.resolve(Long.toString(ProcessHandle.current().pid()));
      try {
        Files.createDirectories(parent);
        removeDead();
        remove(folder);
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (IOException | UncheckedIOException e) {
        throw Problem.of("session.state", "the state folder cannot be written: " + parent)
            .withHint("make room in it, or name another: XDG_STATE_HOME=…")
            .exception(e);
      }
      made = Optional.of(folder);
    }
    return made.get();
  }

  private void removeDead() throws IOException {
    List<Path> all;
    try (Stream<Path> folders = Files.list(parent)) {
      all = folders.toList();
    }
    for (Path folder : all) {
      String name = folder.getFileName().toString();
      boolean dead =
          name.matches("[0-9]{1,18}")
              && ProcessHandle.of(Long.parseLong(name)).filter(ProcessHandle::isAlive).isEmpty();
      if (dead) {
        remove(folder);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public synchronized void close() {
    if (made.isPresent()) {
      try {
        remove(made.get());
      } catch (IOException | UncheckedIOException e) {
        // The next start takes it away: this process is dead then.
        return;
      }
      made = Optional.empty();
    }
  }
}
