package dev.stagecraft.engine.buildkit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A protobuf message taken apart into its fields, in order. Groups are not read: BuildKit has none.
 * Source: protobuf.dev, encoding.
 */
final class Protobuf {
  private final byte[] bytes;
  private final List<Field> fields = new ArrayList<>();
  private int at;

  /**
   * A field.
   *
   * @param from where the content of a field with a length begins
   * @param to where it ends
   */
  private record Field(int number, long value, int from, int to) {}

  /** Reads a message; {@link IllegalArgumentException} where the bytes are none. */
  Protobuf(byte[] bytes) {
    this.bytes = bytes.clone();
    while (at < bytes.length) {
      fields.add(next());
    }
  }

  private Field next() {
    long key = varint();
    int number = (int) (key >>> 3);
    return switch ((int) (key & 7)) {
      case 0 -> new Field(number, varint(), 0, 0);
      case 1 -> fixed(number, 8);
      case 2 -> {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
          throw new IllegalArgumentException("a field that is longer than its message");
        }
        at += (int) length;
        yield new Field(number, 0, at - (int) length, at);
      }
      case 5 -> fixed(number, 4);
      default -> throw new IllegalArgumentException("a field of an unknown kind");
    };
  }

  private Field fixed(int number, int size) {
    if (size > bytes.length - at) {
      throw new IllegalArgumentException("a number that is cut");
    }
    at += size;
    return new Field(number, 0, at - size, at);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= bytes.length) {
        throw new IllegalArgumentException("a number that is cut");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number that does not end");
  }

  /** A number; 0 where it is not there. */
  long number(int field) {
    return fields.stream()
        .filter(f -> f.number == field)
        .reduce((a, b) -> b)
        .map(f -> f.value)
        .orElse(0L);
  }

  /** The contents of a field, in order. */
  List<byte[]> all(int field) {
    return fields.stream()
        .filter(f -> f.number == field)
        .map(f -> Arrays.copyOfRange(bytes, f.from, f.to))
        .toList();
  }

  /** The content of a field; empty where it is not there. */
  byte[] content(int field) {
    List<byte[]> all = all(field);
    return all.isEmpty() ? new byte[0] : all.get(all.size() - 1);
  }

  /** A text; empty where it is not there. */
  String text(int field) {
    return new String(content(field), StandardCharsets.UTF_8);
  }

  /** The texts of a field, in order. */
  List<String> texts(int field) {
    return all(field).stream().map(b -> new String(b, StandardCharsets.UTF_8)).toList();
  }

  /** The messages of a field, in order. */
  List<Protobuf> messages(int field) {
    return all(field).stream().map(Protobuf::new).toList();
  }

  /** A point in time, where it is there. */
  Optional<Instant> time(int field) {
    List<byte[]> all = all(field);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Protobuf time = new Protobuf(all.get(all.size() - 1));
    try {
      return Optional.of(Instant.ofEpochSecond(time.number(1), time.number(2)));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("a time that is none", e);
    }
  }
}
