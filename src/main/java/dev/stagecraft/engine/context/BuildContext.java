package dev.stagecraft.engine.context;

import dev.stagecraft.engine.Builder;
import java.io.InputStream;
import java.util.Optional;

/** What one build sends: an archive with a Dockerfile in it. */
public sealed interface BuildContext permits ArchiveContext, FolderContext, TextContext {
  /**
   * The context of a request. Of a folder nothing but the Dockerfile and the ignore file is read
   * yet; of a stream as much as is needed to tell what it is.
   *
   * @throws dev.stagecraft.core.ProblemException {@code build.context} where the folder or the
   *     Dockerfile is missing or a rule of the ignore file is none, {@code build.dockerfile} where
   *     the Dockerfile cannot be read
   */
  static BuildContext open(Builder.Request request) {
    if (request.context() instanceof Builder.Folder folder) {
      return FolderContext.open(folder.path(), request.dockerfile());
    }
    if (request.context() instanceof Builder.Piped piped) {
      return FolderContext.open(piped.path(), StreamReader.text(piped.dockerfile()));
    }
    if (request.context() instanceof Builder.Stream stream) {
      return StreamReader.open(stream.bytes(), request.dockerfile());
    }
    throw new IllegalArgumentException("no such context: " + request.context());
  }

  /**
   * The Dockerfile of a request. A stream is read for it and not put back; in an archive it is
   * looked for. Empty where the archive has none, or is compressed in a way that only the engine
   * reads.
   *
   * @throws dev.stagecraft.core.ProblemException as {@link #open} does
   */
  static Optional<Dockerfile> dockerfileOf(Builder.Request request) {
    if (request.context() instanceof Builder.Stream stream) {
      return StreamReader.dockerfileIn(stream.bytes(), request.dockerfile());
    }
    return open(request).dockerfile();
  }

  /** The Dockerfile's name in the archive. */
  String dockerfileName();

  /** The Dockerfile; empty where it lies in an archive that is passed on as it is. */
  Optional<Dockerfile> dockerfile();

  /**
   * The same context with a Dockerfile whose {@code # syntax=} line says nothing, its lines where
   * they were; this context where it has no such line.
   */
  BuildContext withoutSyntax();

  /**
   * The archive, made while it is read. May be asked for once; the caller closes it. Reading throws
   * {@code ProblemException} {@code build.context} where a file cannot be read or was changed in
   * the middle (the archive is then incomplete), and {@code Cancelled} where the thread is
   * interrupted.
   */
  InputStream archive();
}
