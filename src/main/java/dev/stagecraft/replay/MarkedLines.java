package dev.stagecraft.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The output of a list of images on its way to a terminal: rows that are new are painted. */
final class MarkedLines {
  private final ImageMarks marks;
  private final Look look;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  MarkedLines(ImageMarks marks, Look look) {
    this.marks = marks;
    this.look = look;
  }

  /** What to write now; a line that has not ended is kept back. */
  byte[] pass(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte one : bytes) {
      if (one == '\n') {
        out.writeBytes(marked());
        out.write('\n');
      } else {
        open.write(one);
      }
    }
    return out.toByteArray();
  }

  /** What was kept back. */
  byte[] rest() {
    return open.size() == 0 ? new byte[0] : marked();
  }

  private byte[] marked() {
    byte[] line = open.toByteArray();
    open.reset();
    String text = new String(line, StandardCharsets.UTF_8);
    return marks
        .mark(text)
        .map(mark -> painted(text.stripTrailing(), mark).getBytes(StandardCharsets.UTF_8))
        .orElse(line);
  }

  private String painted(String text, String mark) {
    String row = look.paint().apply("success", text);
    int room = look.columns() - look.width().applyAsInt(text) - 3;
    String shown = look.plain().apply(mark);
    String least = shown.split(",", 2)[0];
    for (String one : new String[] {shown, least}) {
      if (look.width().applyAsInt(one) <= room) {
        return row + "   " + look.paint().apply("dim", one);
      }
    }
    return row;
  }
}
