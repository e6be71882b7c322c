package dev.stagecraft.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hears of long work as a tree of named parts. Whoever shows it decides how; nobody who reports
 * knows a terminal. Calls may come from several threads.
 */
@FunctionalInterface
public interface Progress {
  /** Something happened. */
  void on(Event event);

  /** Nobody listens. */
  static Progress none() {
    return event -> {};
  }

  /** What can happen to a part of the work. */
  sealed interface Event permits Begun, Lasting, Advanced, Said, Ended, Left {
    /** Which part: unique within one call of a command. */
    String part();
  }

  /**
   * A part began.
   *
   * @param part its id
   * @param parent the part that it belongs to, if any
   * @param label what it does, for a person
   */
  record Begun(String part, Optional<String> parent, String label) implements Event {}

  /**
   * A part goes on that is told of only while it takes long, and that leaves no line behind.
   *
   * @param part its id
   * @param label what it does, for a person
   * @param gone how long it has gone on
   */
  record Lasting(String part, String label, Duration gone) implements Event {}

  /**
   * A part that lasted is told of no longer.
   *
   * @param part its id
   */
  record Left(String part) implements Event {}

  /**
   * A part went on.
   *
   * @param part its id
   * @param current how much is done, in {@code unit}
   * @param total how much there is, if known
   * @param unit {@code bytes} or a plural noun
   */
  record Advanced(String part, long current, OptionalLong total, String unit) implements Event {}

  /**
   * A part said a line.
   *
   * @param part its id
   * @param line its text, without its end
   */
  record Said(String part, String line) implements Event {}

  /**
   * A part ended.
   *
   * @param part its id
   * @param how how it ended
   * @param took how long it took
   * @param detail a few words more: {@code made from a recipe}; may be empty
   */
  record Ended(String part, End how, Duration took, String detail) implements Event {}

  /** How a part ended. */
  enum End {
    DONE,
    CACHED,
    FAILED,
    CANCELLED
  }
}
