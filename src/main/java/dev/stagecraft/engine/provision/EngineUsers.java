package dev.stagecraft.engine.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who uses the private engine: a file each, named for its process. Files of processes that are gone
 * do not count, so that a crash leaves no user behind.
 */
final class EngineUsers {
  private final EngineFolder place;

  EngineUsers(EngineFolder place) {
    this.place = place;
  }

  /** Enters this process once more. */
  Path enter() {
    try {
      return Files.createTempFile(place.users(), ProcessMark.own() + "-", "");
    } catch (IOException failed) {
      throw EngineFolder.unwritable(place.users(), failed);
    }
  }

  /** Takes an entry away. */
  void leave(Path entry) {
    try {
      Files.deleteIfExists(entry);
    } catch (IOException failed) {
      throw EngineFolder.unwritable(entry, failed);
    }
  }

  /** How many there are now; entries of the dead are removed. */
  int count() {
    if (!Files.isDirectory(place.users())) {
      return 0;
    }
    int alive = 0;
    for (Path entry : entries()) {
      if (ProcessMark.parse(entry.getFileName().toString())
          .filter(ProcessMark::alive)
          .isPresent()) {
        alive++;
      } else {
        leave(entry);
      }
    }
    return alive;
  }

  /** How many of them are other processes than this one. */
  int othersThan(ProcessMark own) {
    int all = count();
    String mine = own + "-";
    long ours =
        all == 0
            ? 0
            : entries().stream()
                .filter(entry -> entry.getFileName().toString().startsWith(mine))
                .count();
    return all - (int) ours;
  }

  private List<Path> entries() {
    try (Stream<Path> files = Files.list(place.users())) {
      return files.toList();
    } catch (IOException failed) {
      throw EngineFolder.unwritable(place.users(), failed);
    }
  }
}
