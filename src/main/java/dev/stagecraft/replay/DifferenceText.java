package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A difference between recorded and real output as a person reads it. */
final class DifferenceText {
  private final Look look;

  DifferenceText(Look look) {
    this.look = look;
  }

  /** The lines of an event, painted: what is masked is dim, for it need not be the same. */
  List<String> of(ReplayEvent.Compared event) {
    List<String> lines = new ArrayList<>();
    if (event.difference().isEmpty()) {
      lines.add(look.paint().apply("dim", "  \u2713 as recorded"));
      return lines;
    }
    String what = event.rewritten().isPresent() ? "rewritten" : "not as recorded";
    lines.add(look.paint().apply("dim", "  " + what + ": - the lab records, + this run writes"));
    Masks masks = new Masks(event.statement().recording().rules(), Comparing.TOLERANCE, Set.of());
    for (String line : event.difference()) {
      String role = line.startsWith("- ") ? "error" : line.startsWith("+ ") ? "success" : "dim";
      StringBuilder painted = new StringBuilder("  ");
      painted.append(look.paint().apply(role, line.substring(0, Math.min(2, line.length()))));
      for (Masks.Piece piece : masks.pieces(line.substring(Math.min(2, line.length())))) {
        painted.append(look.paint().apply(piece.mask().isPresent() ? "dim" : role, piece.text()));
      }
      lines.add(painted.toString().stripTrailing());
    }
    return lines;
  }
}
