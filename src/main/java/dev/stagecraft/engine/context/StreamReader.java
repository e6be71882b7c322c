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
      byte[] text = whole.readNBytes(LONGEST_DOCKERFILE);
      if (text.length == 0) {
        throw Problem.of("build.dockerfile", "the Dockerfile (-) is empty")
            .withHint("send a Dockerfile or a tar archive to standard input")
            .exception();
      }
      return new TextContext(text);
    } catch (IOException e) {
      throw Problem.of("build.context", "cannot read the context from standard input: " + e)
          .withHint("check the command before the pipe")
          .exception(e);
    }
  }

  /**
   * The Dockerfile in a stream that stays as it is: read and put back. Empty where the stream holds
   * an archive, or cannot put back.
   */
  static Optional<Dockerfile> peek(InputStream bytes) {
    if (!bytes.markSupported()) {
      return Optional.empty();
    }
    bytes.mark(LONGEST_DOCKERFILE);
    try {
      byte[] head = bytes.readNBytes(2 * BLOCK);
      if (isArchive(head)) {
        bytes.reset();
        return Optional.empty();
      }
      bytes.reset();
      byte[] text = bytes.readNBytes(LONGEST_DOCKERFILE);
      bytes.reset();
      return Optional.of(Dockerfile.parse("-", new String(text, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw Problem.of("build.context", "cannot read the context from standard input: " + e)
          .withHint("check the command before the pipe")
          .exception(e);
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
