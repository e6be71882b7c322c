package dev.stagecraft.shell.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of a shell's session, from {@code /proc} where there is one, otherwise as far as
 * they descend from the shell.
 */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  private ProcessTable() {}

  /** The processes whose session a process leads, that one included. */
  static List<ProcessHandle> session(long leader) {
    List<ProcessHandle> members = new ArrayList<>();
    if (!Files.isDirectory(PROC.resolve("self"))) {
      ProcessHandle.of(leader)
          .ifPresent(
              shell -> {
                shell.descendants().forEach(members::add);
                members.add(shell);
              });
      return members;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (number(pid, 3).filter(session -> session == leader).isPresent()) {
          ProcessHandle.of(pid).ifPresent(members::add);
        }
      }
    } catch (IOException e) {
      ProcessHandle.of(leader).ifPresent(members::add);
    }
    return members;
  }

  /** The group in the foreground of a process's terminal, where that can be known. */
  static Optional<Long> foreground(long pid) {
    return number(pid, 5).filter(group -> group > 0);
  }

  /** The group that a process belongs to, where that can be known. */
  static Optional<Long> group(long pid) {
    return number(pid, 2);
  }

  /** Kills a session's processes, also those that appear meanwhile. */
  static void killSession(long leader) {
    for (int round = 0; round < 5; round++) {
      List<ProcessHandle> members = session(leader);
      if (members.isEmpty()) {
        return;
      }
      members.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A number of {@code /proc/PID/stat}, counted from 0 behind the name in parentheses. */
  private static Optional<Long> number(long pid, int index) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[index]));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      // it has ended meanwhile, or there is no /proc
      return Optional.empty();
    }
  }
}
