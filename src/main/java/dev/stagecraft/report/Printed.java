package dev.stagecraft.report;

import java.util.Optional;

/**
 * What a statement wrote.
 *
 * @param first its output, or the beginning of it
 * @param omitted how many bytes after that were left out
 * @param last the end of it, where something was left out
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are read once; nobody compares them
record Printed(byte[] first, long omitted, byte[] last) {
  /** Nothing. */
  static final Printed NOTHING = new Printed(new byte[0], 0, new byte[0]);

  /** With a piece more, before which some bytes were left out. */
  Printed and(byte[] more, long leftOut) {
    if (omitted == 0 && leftOut == 0) {
      return new Printed(Bytes.joined(first, more), 0, last);
    }
    return new Printed(first, omitted + leftOut, Bytes.joined(last, more));
  }

  /** Whether there is nothing. */
  boolean isEmpty() {
    return first.length == 0 && omitted == 0 && last.length == 0;
  }

  /** What stands where something was left out. */
  Optional<String> note() {
    return omitted == 0 ? Optional.empty() : Optional.of(note(omitted));
  }

  /** What stands where some bytes were left out. */
  static String note(long omitted) {
    return "[\u2026 " + omitted + " bytes of output left out here \u2026]";
  }
}
