package dev.stagecraft.report;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text that XML 1.0 may hold: characters that it may not are written as {@code \x1b}. Source: XML
 * 1.0, production Char.
 */
final class XmlText {
  private XmlText() {}

  /** Bytes as text; those that are no UTF-8 are written as {@code \xff}. */
  static String lossless(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format(Locale.ROOT, "\\x%02x", in.get() & 0xff));
      }
      decoder.reset();
    }
  }

  /** A text without the characters that XML may not hold. */
  static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean may =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || c >= 0x20 && c < 0x7f
                      || c >= 0xa0 && c < 0xd800
                      || c >= 0xe000 && c < 0xfffe
                      || c > 0xffff;
              if (may) {
                legal.appendCodePoint(c);
              } else {
                legal.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c));
              }
            });
    return legal.toString();
  }
}
