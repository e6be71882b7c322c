package dev.stagecraft.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One line of a journal. */
sealed interface Entry {
  /**
   * The first line.
   *
   * @param session the session's id
   * @param process its process id
   * @param processStart when that process began, in milliseconds; a process id alone is used again
   * @param begun when the journal was begun
   */
  record Header(String session, long process, long processStart, Instant begun) implements Entry {}

  /**
   * The engine that all later claims are about.
   *
   * @param id the engine's own id
   * @param aheadMillis how far the engine's clock is ahead of ours
   */
  record EngineNamed(String id, String address, long aheadMillis) implements Entry {}

  /**
   * Something is going to be made.
   *
   * @param before for an image, the id that its tag points to now
   */
  record Claimed(int number, Kind kind, String name, Instant at, Optional<String> before)
      implements Entry {}

  /** What was claimed exists. */
  record Created(int number, String id) implements Entry {}

  /**
   * What was claimed was made by another program, which could not label it.
   *
   * @param made when, as the engine says; the only thing that tells a volume from a later one of
   *     its name
   */
  record Adopted(int number, String id, Instant made) implements Entry {}

  /**
   * What was claimed is called otherwise now; its label still says the name it was claimed under.
   */
  record Renamed(int number, String name) implements Entry {}

  /** What was claimed was not made. */
  record Abandoned(int number) implements Entry {}

  /**
   * A build is going to begin.
   *
   * @param tags claimed with it, numbered after it one by one
   */
  record BuildBegun(int number, String id, Instant at, List<Tag> tags) implements Entry {
    public BuildBegun {
      tags = List.copyOf(tags);
    }
  }

  /** A tag and the image that it points to now. */
  record Tag(String name, Optional<String> before) {}

  /**
   * A build ended.
   *
   * @param image what it made, unless it failed
   * @param context the cache record with the context sent
   */
  record BuildEnded(int number, Instant at, Optional<String> image, Optional<String> context)
      implements Entry {}

  /** These stay when the session ends. */
  record Kept(List<Integer> numbers) implements Entry {
    public Kept {
      numbers = List.copyOf(numbers);
    }
  }

  /** These are gone. */
  record Gone(List<Integer> numbers) implements Entry {
    public Gone {
      numbers = List.copyOf(numbers);
    }
  }

  /** The session ended and left all its things because it was told to. */
  record AllKept() implements Entry {}
}
