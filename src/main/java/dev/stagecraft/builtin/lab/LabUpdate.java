package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Place;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabEdit;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.replay.Rewriting;
import java.nio.file.Path;

/** Writes the outputs of a replay into the lab, and says how many. */
final class LabUpdate {
  private LabUpdate() {}

  /**
   * Writes what changed.
   *
   * @param outcome what the replay came to; it fails too where an output could not be written
   * @throws dev.stagecraft.core.ProblemException what {@link LabFile#write} says
   */
  static Outcome of(Lab lab, Path folder, Rewriting rewriting, Outcome outcome) {
    LabEdit.Edited edited = rewriting.edited(lab);
    if (edited.made() > 0) {
      LabFile.write(lab.source(), folder, lab, edited.text());
    }
    int all = rewriting.compared();
    Outcome told =
        outcome.withRemark(
            edited.made()
                + " of "
                + all
                + (all == 1 ? " recorded output" : " recorded outputs")
                + " rewritten in "
                + lab.source());
    for (Place place : edited.left()) {
      told =
          told.withRemark(
              place.source()
                  + ":"
                  + place.line()
                  + " is left as it is: a line of the output would be read as something else");
    }
    return edited.left().isEmpty() || told.status() != 0 ? told : told.withStatus(1);
  }
}
