package dev.stagecraft.engine.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that is told apart from a later one with the same number.
 *
 * @param pid its number
 * @param started when it started, in the kernel's ticks since boot
 */
record ProcessMark(long pid, long started) {
  /** This process. */
  static ProcessMark own() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  /** A process that runs now. Source: proc(5), {@code /proc/PID/stat}, field 22. */
  static Optional<ProcessMark> of(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8);
      // The name in parentheses may hold anything; the fields begin after the last one.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean ended = fields[0].equals("Z") || fields[0].equals("X");
      return ended
          ? Optional.empty()
          : Optional.of(new ProcessMark(pid, Long.parseLong(fields[19])));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #toString} wrote. */
  static Optional<ProcessMark> parse(String text) {
    String[] parts = text.split("-", -1);
    try {
      return parts.length < 2
          ? Optional.empty()
          : Optional.of(new ProcessMark(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    } catch (NumberFormatException other) {
      return Optional.empty();
    }
  }

  /** Whether that very process still runs. */
  boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  @Override
  public String toString() {
    return pid + "-" + started;
  }
}
