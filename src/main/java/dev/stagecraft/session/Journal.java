package dev.stagecraft.session;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * The journal of a running session: a file of lines, and beside it a lock file that the kernel lets
 * go of when the process ends, however it ends.
 *
 * <p>The lock is a file of its own because POSIX drops all of a process's locks on a file as soon
 * as the process closes any descriptor of it: reading a journal must not unlock it.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile lines;
  private final RandomAccessFile lock;
  private final JournalFormat format = new JournalFormat();

  private Journal(Path file, RandomAccessFile lines, RandomAccessFile lock) {
    this.file = file;
    this.lines = lines;
    this.lock = lock;
  }

  /** Where the journals of a state folder lie. */
  static Path folder(Path state) {
    return state.resolve("sessions");
  }

  /** The journal file of a session. */
  static Path file(Path state, String session) {
    return folder(state).resolve(session + ".jsonl");
  }

  /** The lock file of a journal. */
  static Path lock(Path journal) {
    String name = String.valueOf(journal.getFileName());
    return journal.resolveSibling(name.replace(".jsonl", ".lock"));
  }

  /**
   * Begins a session's journal.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where the folder cannot be
   *     written; nothing has been made then
   */
  static Journal begin(Path state, Entry.Header header) {
    Path file = file(state, header.session());
    boolean interrupted = Thread.interrupted();
    try {
      Files.createDirectories(folder(state), ownersOnly(state));
      Journal journal = open(file);
      try {
        journal.write(header, true);
        return journal;
      } catch (IOException e) {
        journal.close();
        journal.delete();
        throw e;
      }
    } catch (IOException e) {
      throw cannot(state, e).exception(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Not by channels: an interrupt would close them, and with them the journal. */
  private static Journal open(Path file) throws IOException {
    Files.createFile(lock(file));
    RandomAccessFile lock = new RandomAccessFile(lock(file).toFile(), "rw");
    try {
      if (lock.getChannel().tryLock() == null) {
        throw new IOException("another program has locked it");
      }
      Files.createFile(file);
      return new Journal(file, new RandomAccessFile(file.toFile(), "rw"), lock);
    } catch (IOException e) {
      lock.close();
      Files.deleteIfExists(file);
      Files.deleteIfExists(lock(file));
      throw e;
    }
  }

  /** The attribute that makes folders readable for their owner only, where the system has such. */
  static FileAttribute<?>[] ownersOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Adds a line. A line that could be written only in part is taken back.
   *
   * @param forced whether it must be on the disk when this returns
   */
  void write(Entry entry, boolean forced) throws IOException {
    long end = lines.length();
    try {
      lines.seek(end);
      lines.write((format.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      if (forced) {
        lines.getFD().sync();
      }
    } catch (IOException e) {
      lines.setLength(end);
      throw e;
    }
  }

  /** Deletes the journal: nothing is left of the session. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(lock(file));
  }

  /** Lets go of the lock; a journal that was not deleted is then found by the next start. */
  @Override
  public void close() throws IOException {
    lines.close();
    lock.close();
  }

  /** The problem of a state folder that cannot be written. */
  static Problem cannot(Path state, IOException cause) {
    String reason = reason(cause);
    return Problem.of(
            "session.state",
            "the state folder "
                + state
                + " cannot be written ("
                + reason
                + "); nothing was created, because it could not be noted for removal")
        .withHint(
            "make room or rights there, or use another folder: XDG_STATE_HOME=/tmp/stagecraft-state");
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file is in its way";
    }
    String words =
        cause instanceof FileSystemException detailed && detailed.getReason() != null
            ? String.valueOf(detailed.getReason())
            : String.valueOf(cause.getMessage());
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
