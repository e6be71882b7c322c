package dev.stagecraft.replay;

import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the outputs that a lab is to record instead of those that it does. */
public final class Rewriting implements ReplayListener {
  private final Map<Integer, LabEdit.Change> changes = new LinkedHashMap<>();
  private int compared;

  @Override
  public void on(ReplayEvent event) {
    event.accept(
        new ReplayEvent.Visitor() {
          @Override
          public void compared(ReplayEvent.Compared output) {
            compared++;
            int line = output.statement().recording().origins().get(0).line();
            changes.remove(line);
            output
                .rewritten()
                .ifPresent(lines -> changes.put(line, new LabEdit.Change(line, lines)));
          }
        });
  }

  /** How many outputs were compared. */
  public int compared() {
    return compared;
  }

  /** The lab's text with the outputs of this run. */
  public LabEdit.Edited edited(Lab lab) {
    return LabEdit.apply(lab, new ArrayList<>(changes.values()));
  }
}
