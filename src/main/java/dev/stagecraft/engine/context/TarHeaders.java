package dev.stagecraft.engine.context;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers of a tar archive: ustar, and pax records where a name or a size does not fit. Owner
 * and group are 0 and have no names. Source: POSIX.1-2001, pax.
 *
 * <p>Each method gives the bytes that come before an entry's content; {@link #padding} comes after
 * it.
 */
final class TarHeaders {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final long OCTAL_LIMIT = 1L << 33;

  private TarHeaders() {}

  /** A folder; a slash is added to its name. */
  static byte[] folder(byte[] name, int mode, long seconds) {
    byte[] withSlash = Arrays.copyOf(name, name.length + 1);
    withSlash[name.length] = '/';
    return header('5', withSlash, new byte[0], mode, 0, seconds, 0, 0);
  }

  /** A symbolic link. */
  static byte[] link(byte[] name, byte[] target, long seconds) {
    return header('2', name, target, 0777, 0, seconds, 0, 0);
  }

  /** Another name of a file that was written before. */
  static byte[] hardLink(byte[] name, byte[] earlier, int mode, long seconds) {
    return header('1', name, earlier, mode, 0, seconds, 0, 0);
  }

  /** A named pipe. */
  static byte[] pipe(byte[] name, int mode, long seconds) {
    return header('6', name, new byte[0], mode, 0, seconds, 0, 0);
  }

  /** A device, of characters or of blocks. */
  static byte[] device(byte[] name, boolean block, int mode, long seconds, int major, int minor) {
    return header(block ? '4' : '3', name, new byte[0], mode, 0, seconds, major, minor);
  }

  /** The header of a file of so many bytes, which come next. */
  static byte[] file(byte[] name, int mode, long size, long seconds) {
    return header('0', name, new byte[0], mode, size, seconds, 0, 0);
  }

  /** What fills up the last block of a file of so many bytes. */
  static byte[] padding(long size) {
    return new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)];
  }

  /** What ends an archive. */
  static byte[] end() {
    return new byte[2 * BLOCK];
  }

  private static byte[] header(
      char type,
      byte[] name,
      byte[] target,
      int mode,
      long size,
      long seconds,
      int major,
      int minor) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    if (needsRecord(name)) {
      record(records, "path", name);
    }
    if (needsRecord(target)) {
      record(records, "linkpath", target);
    }
    if (size >= OCTAL_LIMIT) {
      record(records, "size", Long.toString(size).getBytes(StandardCharsets.US_ASCII));
    }
    long time = Math.max(0, Math.min(seconds, OCTAL_LIMIT - 1));
    if (time != seconds) {
      record(records, "mtime", Long.toString(seconds).getBytes(StandardCharsets.US_ASCII));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (records.size() > 0) {
      byte[] body = records.toByteArray();
      byte[] plain = "PaxHeaders.0/x".getBytes(StandardCharsets.US_ASCII);
      out.writeBytes(block('x', plain, new byte[0], 0, body.length, 0, 0, 0));
      out.writeBytes(body);
      out.writeBytes(new byte[(BLOCK - body.length % BLOCK) % BLOCK]);
    }
    long shown = size >= OCTAL_LIMIT ? 0 : size;
    out.writeBytes(block(type, name, target, mode, shown, time, major, minor));
    return out.toByteArray();
  }

  /** A long name needs a record, and one that is text beyond ASCII; other bytes go as they are. */
  private static boolean needsRecord(byte[] name) {
    return name.length > NAME || (!isAscii(name) && isText(name));
  }

  private static boolean isAscii(byte[] name) {
    for (byte b : name) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(byte[] name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).length() > 0;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A record says its own length: {@code 18 path=some/name\n}. */
  private static void record(ByteArrayOutputStream records, String key, byte[] value) {
    int rest = 1 + key.length() + 1 + value.length + 1;
    int length = rest + Integer.toString(rest).length();
    if (rest + Integer.toString(length).length() > length) {
      length++;
    }
    records.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
    records.writeBytes(value);
    records.write('\n');
  }

  private static byte[] block(
      char type,
      byte[] name,
      byte[] target,
      int mode,
      long size,
      long seconds,
      int major,
      int minor) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, Math.min(name.length, NAME));
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, size);
    octal(block, 136, 12, seconds);
    block[156] = (byte) type;
    System.arraycopy(target, 0, block, 157, Math.min(target.length, NAME));
    text(block, 257, "ustar\000" + "00");
    octal(block, 329, 8, major);
    octal(block, 337, 8, minor);
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    return block;
  }

  private static void octal(byte[] block, int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 2; i >= at; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }

  private static void text(byte[] block, int at, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
