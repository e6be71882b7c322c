package dev.stagecraft.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Bytes that are mostly text in UTF-8. */
final class Bytes {
  private static final int FAR = 4096;

  private Bytes() {}

  /** A stretch of some bytes. */
  static byte[] part(byte[] bytes, int from, int to) {
    return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  /** Two stretches as one. */
  static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** The text, where all of it is UTF-8. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** How long the character is that begins with a byte; 1 for what begins none. */
  static int length(byte lead) {
    int bits = lead & 0xff;
    return bits >= 0xf0 && bits < 0xf5 ? 4 : bits >= 0xe0 ? 3 : bits >= 0xc2 ? 2 : 1;
  }

  private static boolean continues(byte one) {
    return (one & 0xc0) == 0x80;
  }

  /** The largest end at or before another that cuts no character in two. */
  static int wholeCharacters(byte[] bytes, int end) {
    int at = end - 1;
    while (at > 0 && at > end - 4 && continues(bytes[at])) {
      at--;
    }
    return at >= 0 && at + length(bytes[at]) > end ? at : end;
  }

  /**
   * The largest end at or before another that cuts no line in two, or no character where no line is
   * near.
   */
  static int lineEnd(byte[] bytes, int end) {
    for (int at = end; at > Math.max(0, end - FAR); at--) {
      if (bytes[at - 1] == '\n') {
        return at;
      }
    }
    return end <= FAR ? 0 : wholeCharacters(bytes, end);
  }

  /** Where the first whole line begins, or the first whole character where no line is near. */
  static int lineBegin(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, FAR); i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    int at = 0;
    while (at < 3 && at < bytes.length && continues(bytes[at])) {
      at++;
    }
    return at;
  }
}
