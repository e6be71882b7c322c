package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that a report goes to.
 *
 * @param name as the person wrote it
 * @param path absolute
 */
record ReportFile(String name, Path path, ReportFormat format) {

  /**
   * The files that some names mean. Their folders are made.
   *
   * @param folder what relative names are relative to
   * @param lab the lab's file, which no report may replace
   * @throws dev.stagecraft.core.ProblemException {@code usage.suffix} (an unknown suffix), {@code
   *     usage.report} (two names for one file, a folder, the lab itself, a folder that cannot be
   *     made or written to); nothing but folders has been made then
   */
  static List<ReportFile> of(List<String> names, Path folder, Path lab) {
    List<ReportFile> files = new ArrayList<>();
    for (String name : names) {
      ReportFile file =
          new ReportFile(
              name, folder.resolve(name).toAbsolutePath().normalize(), ReportFormat.of(name));
      for (ReportFile other : files) {
        if (same(other.path(), file.path())) {
          throw Problem.of("usage.report", "two reports would go to " + name)
              .withHint("give each report a file of its own")
              .exception();
        }
      }
      if (same(lab, file.path())) {
        throw Problem.of("usage.report", "the report " + name + " would replace the lab itself")
            .withHint("give the report a name of its own")
            .exception();
      }
      files.add(file);
    }
    files.forEach(ReportFile::prepare);
    return files;
  }

  private static boolean same(Path one, Path other) {
    Path first = one.toAbsolutePath().normalize();
    try {
      return first.equals(other)
          || Files.exists(first) && Files.exists(other) && Files.isSameFile(first, other);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void prepare() {
    Path parent = Optional.ofNullable(path.getParent()).orElse(path);
    if (Files.isDirectory(path)) {
      throw Problem.of("usage.report", name + " is a folder")
          .withHint("name a file in it: " + Path.of(name).resolve("report" + format.suffix()))
          .exception();
    }
    try {
      Files.createDirectories(parent);
    } catch (IOException failed) {
      throw Problem.of(
              "usage.report",
              "the folder of the report "
                  + name
                  + " cannot be made: "
                  + parent
                  + " ("
                  + reason(failed)
                  + ")")
          .withHint("give the report a file in a folder of yours")
          .exception(failed);
    }
    if (!Files.isWritable(parent)) {
      throw Problem.of(
              "usage.report",
              "the report " + name + " cannot be written: no writing in the folder " + parent)
          .withHint("give the report a file in a folder of yours")
          .exception();
    }
  }

  /** Why the system says no: its exceptions often say no more than the file's name. */
  private static String reason(IOException failed) {
    return failed instanceof java.nio.file.FileAlreadyExistsException
        ? "a file is in the way"
        : failed instanceof java.nio.file.AccessDeniedException
            ? "permission denied"
            : failed instanceof java.nio.file.NoSuchFileException
                ? "the file system has no place for it"
                : String.valueOf(failed.getMessage());
  }

  /**
   * Writes the file: beside it first, then in its place, so that it is whole or as it was.
   *
   * @throws dev.stagecraft.core.ProblemException {@code replay.report} where it cannot be written
   */
  void write(byte[] bytes) {
    Path parent = Optional.ofNullable(path.getParent()).orElse(path);
    Path beside = parent.resolve("." + path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      // a stream that an interrupted thread may write to: a run that was ended has its reports too
      try (OutputStream out = new FileOutputStream(beside.toFile())) {
        out.write(bytes);
      }
      try {
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException otherwise) {
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failed) {
      throw Problem.of(
              "replay.report", "the report " + name + " cannot be written: " + reason(failed))
          .withHint("see whether the disk is full and whether the folder is still there")
          .exception(failed);
    } finally {
      remove(beside);
    }
  }

  private static void remove(Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException left) {
      // what could not be written has been told already; the leftover's name says what it is
      beside.toFile().deleteOnExit();
    }
  }
}
