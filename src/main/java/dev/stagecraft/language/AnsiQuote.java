package dev.stagecraft.language;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text in {@code $'…'}. Source: bash, lib/sh/strtrans.c, ansicstr. */
final class AnsiQuote {
  private static final String ESCAPES = "abeEfnrtv\\'\"?";
  private static final String VALUES = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";

  private final String body;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pos;

  private AnsiQuote(String body) {
    this.body = body;
  }

  /** What bash makes of the text between the quotes; empty where that is no text, see Word. */
  static Optional<String> decode(String body) {
    return body.indexOf('\\') < 0 ? Optional.of(body) : new AnsiQuote(body).decode();
  }

  private Optional<String> decode() {
    try {
      while (pos < body.length()) {
        if (body.charAt(pos) != '\\') {
          plain();
        } else if (!escape()) {
          return Optional.empty();
        }
      }
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private void plain() throws CharacterCodingException {
    int stop = body.indexOf('\\', pos);
    add(body.substring(pos, stop < 0 ? body.length() : stop));
    pos = stop < 0 ? body.length() : stop;
  }

  private void add(String text) throws CharacterCodingException {
    ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
    bytes.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
  }

  /** Reads one escape; answers false where what follows is beyond a text. */
  private boolean escape() throws CharacterCodingException {
    pos++;
    char c = body.charAt(pos);
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      pos++;
      return write(VALUES.charAt(known));
    }
    if (c >= '0' && c <= '7') {
      return write(number(3, 8) & 0xff);
    }
    pos++;
    return switch (c) {
      case 'x' -> hex();
      case 'u' -> codePoint('u', 4);
      case 'U' -> codePoint('U', 8);
      case 'c' -> control();
      default -> {
        pos--;
        bytes.write('\\');
        int point = body.codePointAt(pos);
        pos += Character.charCount(point);
        add(Character.toString(point));
        yield true;
      }
    };
  }

  private boolean hex() {
    if (pos < body.length() && body.charAt(pos) == '{') {
      return false;
    }
    int start = pos;
    int value = number(2, 16);
    if (pos == start) {
      bytes.write('\\');
      return write('x');
    }
    return write(value);
  }

  private boolean codePoint(char letter, int digits) throws CharacterCodingException {
    int start = pos;
    int value = number(digits, 16);
    if (pos == start) {
      bytes.write('\\');
      return write(letter);
    }
    if (value == 0 || !Character.isValidCodePoint(value)) {
      return false;
    }
    add(Character.toString(value));
    return true;
  }

  private boolean control() {
    if (pos >= body.length() || body.charAt(pos) > 127) {
      return false;
    }
    char c = body.charAt(pos++);
    if (c == '\\' && pos < body.length() && body.charAt(pos) == '\\') {
      pos++;
    }
    int upper = c >= 'a' && c <= 'z' ? c - 32 : c;
    return write(c == '?' ? 0x7f : upper & 0x1f);
  }

  private int number(int digits, int radix) {
    int value = 0;
    for (int i = 0; i < digits && pos < body.length(); i++) {
      char c = body.charAt(pos);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      pos++;
    }
    return value;
  }

  private boolean write(int value) {
    bytes.write(value);
    return value != 0;
  }
}
