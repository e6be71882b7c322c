package dev.stagecraft.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes a session's work folder. */
final class FolderTeardown {
  private FolderTeardown() {}

  /**
   * What came of it.
   *
   * @param existed whether there was such a folder
   * @param problem why it, or something in it, is still there
   */
  record Result(boolean existed, Optional<String> problem) {}

  /** Removes a folder with all that is in it; links are removed, not followed. */
  static Result remove(Path folder, String session) {
    if (!String.valueOf(folder.getFileName()).equals(session + ".work")) {
      return new Result(true, Optional.of("it does not look like a work folder of this session"));
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new Result(false, Optional.empty());
    }
    try {
      Files.walkFileTree(folder, new Deletion());
      return new Result(true, Optional.empty());
    } catch (AccessDeniedException e) {
      return new Result(true, Optional.of("permission denied: " + e.getFile()));
    } catch (IOException e) {
      return new Result(true, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** Deletes on the way back; what someone else deletes meanwhile is fine. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
