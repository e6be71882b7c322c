package dev.stagecraft.shell.host;

import java.nio.charset.StandardCharsets;

/** Text that holds one character a byte, and text that a person reads. */
final class Bytes {
  private Bytes() {}

  /** Bytes held one a character, read as UTF-8. */
  static String decoded(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) > 127) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }

  /** Text in UTF-8, held one character a byte. */
  static String encoded(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A word in single quotes, as a shell reads it back. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
