package dev.stagecraft.engine.context;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The archive of a folder, made piece by piece while it is read: nothing is kept, no file is
 * written.
 */
final class ContextTar extends InputStream {
  private final ContextWalk walk;
  private final Map<String, byte[]> replaced;
  private final Map<String, byte[]> added;
  private final Map<String, byte[]> hardLinks = new HashMap<>();

  private InputStream piece = new ByteArrayInputStream(new byte[0]);
  private Optional<OpenFile> open = Optional.empty();
  private boolean ended;

  /**
   * An archive.
   *
   * @param replaced contents to send instead of those of files, by path
   * @param added files that the folder does not have, by path
   */
  ContextTar(ContextWalk walk, Map<String, byte[]> replaced, Map<String, byte[]> added) {
    this.walk = walk;
    this.replaced = Map.copyOf(replaced);
    this.added = Map.copyOf(added);
  }

  /** A file that is being sent. */
  private record OpenFile(ContextEntry entry, InputStream bytes, long left) {
    OpenFile less(int sent) {
      return new OpenFile(entry, bytes, left - sent);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (true) {
        int read = piece.read(into, offset, length);
        if (read > 0) {
          return read;
        }
        if (open.isPresent()) {
          int some = readFile(open.get(), into, offset, length);
          if (some > 0) {
            return some;
          }
        } else if (ended) {
          return -1;
        } else {
          next();
        }
      }
    } catch (ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("reading the build context");
    }
  }

  private int readFile(OpenFile file, byte[] into, int offset, int length) throws IOException {
    if (file.left == 0) {
      file.bytes.close();
      open = Optional.empty();
      piece = new ByteArrayInputStream(TarHeaders.padding(file.entry.size()));
      return 0;
    }
    int read = file.bytes.read(into, offset, (int) Math.min(length, file.left));
    if (read < 0) {
      throw Problem.of(
              "build.context",
              "error checking context: '"
                  + file.entry.file()
                  + "' became shorter while it was sent")
          .withHint("build again when nothing writes to it, or leave it out in .dockerignore")
          .exception();
    }
    open = Optional.of(file.less(read));
    return read;
  }

  private void next() throws IOException {
    Optional<ContextEntry> entry = walk.next();
    if (entry.isPresent()) {
      piece = new ByteArrayInputStream(begin(entry.get()));
      return;
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    added.forEach(
        (path, content) ->
            rest.writeBytes(whole(path.getBytes(StandardCharsets.UTF_8), 0600, content, 0)));
    rest.writeBytes(TarHeaders.end());
    piece = new ByteArrayInputStream(rest.toByteArray());
    ended = true;
  }

  private static byte[] whole(byte[] name, int mode, byte[] content, long seconds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TarHeaders.file(name, mode, content.length, seconds));
    out.writeBytes(content);
    out.writeBytes(TarHeaders.padding(content.length));
    return out.toByteArray();
  }

  private byte[] begin(ContextEntry entry) throws IOException {
    byte[] name = entry.name();
    int mode = entry.mode();
    long seconds = entry.seconds();
    return switch (entry.kind()) {
      case FOLDER -> TarHeaders.folder(name, mode, seconds);
      case LINK -> TarHeaders.link(name, entry.target(), seconds);
      case PIPE -> TarHeaders.pipe(name, mode, seconds);
      case CHARACTER_DEVICE, BLOCK_DEVICE ->
          TarHeaders.device(
              name,
              entry.kind() == ContextEntry.Kind.BLOCK_DEVICE,
              mode,
              seconds,
              entry.major(),
              entry.minor());
      case SOCKET -> new byte[0];
      case FILE -> file(entry, name);
    };
  }

  private byte[] file(ContextEntry entry, byte[] name) throws IOException {
    byte[] other = replaced.get(entry.path());
    if (other != null) {
      return whole(name, entry.mode(), other, entry.seconds());
    }
    byte[] earlier = entry.identity().isEmpty() ? null : hardLinks.get(entry.identity());
    if (earlier != null) {
      return TarHeaders.hardLink(name, earlier, entry.mode(), entry.seconds());
    }
    try {
      open = Optional.of(new OpenFile(entry, Files.newInputStream(entry.file()), entry.size()));
    } catch (AccessDeniedException e) {
      throw Problem.of(
              "build.context",
              "error checking context: no permission to read from '" + entry.file() + "'")
          .withHint("make it readable, or leave it out with a line in .dockerignore")
          .exception(e);
    } catch (NoSuchFileException e) {
      // It went away after its folder was listed: then it is not part of the context.
      return new byte[0];
    }
    if (!entry.identity().isEmpty()) {
      hardLinks.put(entry.identity(), Arrays.copyOf(name, name.length));
    }
    return TarHeaders.file(name, entry.mode(), entry.size(), entry.seconds());
  }

  @Override
  public void close() throws IOException {
    ended = true;
    piece = new ByteArrayInputStream(new byte[0]);
    if (open.isPresent()) {
      open.get().bytes.close();
      open = Optional.empty();
    }
  }
}
