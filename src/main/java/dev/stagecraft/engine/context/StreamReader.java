package dev.stagecraft.engine.context;

import dev.stagecraft.core.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Tells what a stream is by its first bytes: an archive, or the text of a Dockerfile. */
final class StreamReader {
  private static final int LONGEST_DOCKERFILE = 16 * 1024 * 1024;
  private static final int BLOCK = 512;

  private StreamReader() {}

  static BuildContext open(InputStream bytes, Optional<String> dockerfile) {
    try {
      byte[] head = bytes.readNBytes(2 * BLOCK);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), bytes);
      if (isArchive(head)) {
        return new ArchiveContext(
            new BufferedInputStream(whole),
            dockerfile.map(IgnoreRules::clean).orElse("Dockerfile"));
      }
      if (dockerfile.isPresent()) {
        throw Problem.of(
                "build.context",
                "ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles")
            .withHint("leave -f out, or send a tar archive that holds the Dockerfile")
            .exception();
      }
      return new TextContext(text(whole));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The text of a Dockerfile that is all of a stream. */
  static byte[] text(InputStream bytes) {
    try {
      byte[] text = bytes.readNBytes(LONGEST_DOCKERFILE);
      if (text.length == 0) {
        throw Problem.of("build.dockerfile", "the Dockerfile (-) is empty")
            .withHint("send a Dockerfile or a tar archive to standard input")
            .exception();
      }
      return text;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static RuntimeException unreadable(IOException cause) {
    return Problem.of("build.context", "cannot read the context from standard input: " + cause)
        .withHint("check the command before the pipe")
        .exception(cause);
  }

  /** The Dockerfile that a stream is, or that lies in the archive that it is. */
  static Optional<Dockerfile> dockerfileIn(InputStream bytes, Optional<String> dockerfile) {
    BuildContext context = open(bytes, dockerfile);
    if (!(context instanceof ArchiveContext)) {
      return context.dockerfile();
    }
    String name = context.dockerfileName();
    InputStream archive = context.archive();
    try {
      archive.mark(2 * BLOCK);
      byte[] head = archive.readNBytes(2 * BLOCK);
      archive.reset();
      if (starts(head, 0x1f, 0x8b)) {
        archive = new GZIPInputStream(archive);
      } else if (!isTar(head)) {
        return Optional.empty();
      }
      TarArchiveInputStream tar = new TarArchiveInputStream(archive);
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile() && IgnoreRules.clean(e.getName()).equals(name)) {
          byte[] text = tar.readNBytes(LONGEST_DOCKERFILE);
          return Optional.of(Dockerfile.parse(name, new String(text, StandardCharsets.UTF_8)));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static boolean isArchive(byte[] head) {
    return starts(head, 0x1f, 0x8b)
        || starts(head, 'B', 'Z', 'h')
        || starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)
        || starts(head, 0x28, 0xb5, 0x2f, 0xfd)
        || isTar(head);
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** A tar archive begins with a header whose checksum is right, or is two empty blocks. */
  private static boolean isTar(byte[] head) {
    if (head.length < BLOCK) {
      return false;
    }
    int sum = 0;
    boolean empty = true;
    for (int i = 0; i < BLOCK; i++) {
      empty &= head[i] == 0;
      sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
    }
    String written =
        new String(Arrays.copyOfRange(head, 148, 156), StandardCharsets.US_ASCII)
            .replace('\0', ' ')
            .strip();
    return empty || (written.matches("[0-7]{1,7}") && Integer.parseInt(written, 8) == sum);
  }
}
