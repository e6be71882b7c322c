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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The private folder that a process's shells have for drivers and call-back scripts. It is named
 * for the process, so that the next start can take away what a killed one left.
 */
final class ShellFolder implements AutoCloseable {
  /** What drivers and scripts may take; the folder must have room for so much. */
  private static final int ROOM = 64 * 1024;

  private final Path parent;
  private final Path spare;
  private final Consumer<String> say;
  private Optional<Path> made = Optional.empty();

  /**
   * A folder that is made when first asked for.
   *
   * @param state the state folder
   * @param spare a folder for where that cannot be written: shells need none of what is kept
   * @param say told then
   */
  ShellFolder(Path state, Path spare, Consumer<String> say) {
    this.parent = state.toAbsolutePath().resolve("shells");
    this.spare = spare;
    this.say = say;
  }

  /**
   * The folder, readable by its owner only.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where none can be made
   */
  synchronized Path get() {
    if (made.isEmpty()) {
      made = Optional.of(make());
    }
    return made.get();
  }

  private Path make() {
    try {
      Files.createDirectories(parent);
      removeDead();
      Path folder = parent.resolve(Long.toString(ProcessHandle.current().pid()));
      remove(folder);
      return roomy(
          Files.createDirectory(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException | UncheckedIOException e) {
      say.accept(
          "the state folder "
              + parent.getParent()
              + " cannot be written: nothing is noted there, so nothing can be created on an engine");
    }
    try {
      return roomy(Files.createTempDirectory(spare, "stagecraft-shell-"));
    } catch (IOException | UncheckedIOException e) {
      throw Problem.of("session.state", "neither " + parent + " nor " + spare + " can be written")
          .withHint("make room in one of them, or name another: XDG_STATE_HOME=…")
          .exception(e);
    }
  }

  /** A folder that has room; one without is taken away. */
  private static Path roomy(Path folder) throws IOException {
    try {
      Path probe = folder.resolve("room");
      Files.write(probe, new byte[ROOM]);
      Files.delete(probe);
      return folder;
    } catch (IOException e) {
      remove(folder);
      throw e;
    }
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
