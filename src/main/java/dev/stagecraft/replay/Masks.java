package dev.stagecraft.replay;

import dev.stagecraft.lab.Recording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a line what differs from run to run, and tells whether two lines are the same apart from
 * that. The classes are those that recorded outputs of real labs hold.
 */
final class Masks {
  private static final Pattern SECOND_PORT =
      Pattern.compile(", (?::::|\\[::\\]:)\\d+->\\d+/(?:tcp|udp)");
  private static final Pattern SIZE = Pattern.compile("([\\d.]+(?:e\\+\\d+)?) ?([A-Za-z]+)");

  private final List<MaskPatterns.Kind> kinds;
  private final Pattern all;
  private final double tolerance;

  /**
   * Masks for one recorded output.
   *
   * @param tolerance how far off a size may be, as a share, where the author says nothing else
   * @param bound words of the author that mean ids of this run
   */
  Masks(Recording.Rules rules, double tolerance, Set<String> bound) {
    this.tolerance = rules.within().orElse(tolerance);
    this.kinds = MaskPatterns.of(rules, bound);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < kinds.size(); i++) {
      pattern.append(i == 0 ? "" : "|").append("(?<m").append(i).append('>');
      pattern.append(kinds.get(i).pattern()).append(')');
    }
    this.all = Pattern.compile(pattern.toString());
  }

  /**
   * A stretch of a line.
   *
   * @param mask why it may differ; empty where it may not
   */
  record Piece(String text, Optional<Mask> mask) {}

  /** A line in pieces, nothing of it left out. */
  List<Piece> pieces(String line) {
    List<Piece> pieces = new ArrayList<>();
    Matcher found = all.matcher(line);
    int at = 0;
    while (found.find()) {
      if (found.end() == found.start()) {
        continue;
      }
      if (found.start() > at) {
        pieces.add(new Piece(line.substring(at, found.start()), Optional.empty()));
      }
      pieces.add(new Piece(found.group(), Optional.of(kind(found))));
      at = found.end();
    }
    if (at < line.length()) {
      pieces.add(new Piece(line.substring(at), Optional.empty()));
    }
    return pieces;
  }

  private Mask kind(Matcher found) {
    int at = 0;
    while (found.group("m" + at) == null) {
      at++;
    }
    return kinds.get(at).mask();
  }

  /** A line as it is compared. */
  Line line(String text) {
    List<Piece> pieces = pieces(SECOND_PORT.matcher(text).replaceAll(""));
    List<Piece> flat = new ArrayList<>();
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      String shown = piece.mask().isPresent() ? piece.text() : piece.text().replaceAll("\\s+", " ");
      if (i == 0 && piece.mask().isEmpty()) {
        shown = shown.stripLeading();
      }
      if (i == pieces.size() - 1 && piece.mask().isEmpty()) {
        shown = shown.stripTrailing();
      }
      if (!shown.isEmpty()) {
        flat.add(new Piece(shown, piece.mask()));
        canonical.append(piece.mask().map(Masks::sign).orElse(shown));
      }
    }
    return new Line(flat, canonical.toString());
  }

  /** A sign that no text has, one a family of masks. */
  private static String sign(Mask mask) {
    if (mask == Mask.DOTS) {
      return "...";
    }
    return "\ue000" + (mask.like(Mask.ID) ? Mask.ID : mask) + "\ue001";
  }

  /**
   * A line as it is compared: blanks count as one.
   *
   * @param canonical its text with a sign for each masked piece
   */
  record Line(List<Piece> pieces, String canonical) {
    Line {
      pieces = List.copyOf(pieces);
    }

    boolean dotted() {
      return pieces.stream().anyMatch(p -> p.mask().filter(Mask.DOTS::equals).isPresent());
    }
  }

  /** Whether a real line is the recorded one, apart from what is masked. */
  boolean same(Line recorded, Line real) {
    if (recorded.dotted()) {
      StringBuilder pattern = new StringBuilder();
      for (String part : recorded.canonical().split("\\.\\.\\.", -1)) {
        pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
      }
      return Pattern.compile(pattern.toString(), Pattern.DOTALL)
          .matcher(real.canonical())
          .matches();
    }
    if (recorded.pieces().size() != real.pieces().size()) {
      return false;
    }
    for (int i = 0; i < recorded.pieces().size(); i++) {
      if (!same(recorded.pieces().get(i), real.pieces().get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A real line with the words of a recorded one in place of those that may differ, where both have
   * the same kinds of them; otherwise as it is.
   */
  String spliced(String recorded, String real) {
    List<Piece> first = pieces(recorded).stream().filter(p -> p.mask().isPresent()).toList();
    List<Piece> pieces = pieces(real);
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (Piece piece : pieces) {
      if (piece.mask().isEmpty()) {
        line.append(piece.text());
        continue;
      }
      if (at == first.size() || !same(first.get(at), piece)) {
        return real;
      }
      line.append(first.get(at).text());
      at++;
    }
    return at == first.size() ? line.toString() : real;
  }

  private boolean same(Piece recorded, Piece real) {
    if (recorded.mask().isEmpty() || real.mask().isEmpty()) {
      return recorded.mask().isEmpty()
          && real.mask().isEmpty()
          && recorded.text().equals(real.text());
    }
    Mask kind = recorded.mask().get();
    if (kind == Mask.SIZE && real.mask().get() == Mask.SIZE) {
      return near(recorded.text(), real.text());
    }
    return kind.like(real.mask().get());
  }

  private boolean near(String recorded, String real) {
    OptionalDouble first = bytes(recorded);
    OptionalDouble second = bytes(real);
    if (first.isEmpty() || second.isEmpty()) {
      return recorded.equals(real);
    }
    double off = Math.abs(first.getAsDouble() - second.getAsDouble());
    return off <= tolerance * Math.max(first.getAsDouble(), second.getAsDouble());
  }

  /** The number of bytes that a size as docker writes it names. */
  static OptionalDouble bytes(String text) {
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      return OptionalDouble.empty();
    }
    String unit = size.group(2).toLowerCase(Locale.ROOT);
    int power = "bkmgtp".indexOf(unit.charAt(0));
    double base = unit.contains("i") ? 1024 : 1000;
    return power < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new BigDecimal(size.group(1)).doubleValue() * Math.pow(base, power));
  }
}
