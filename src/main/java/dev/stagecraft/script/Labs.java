package dev.stagecraft.script;

import dev.stagecraft.lab.LabFile;

/** Labs as scripts see them, under the name {@code lab}. */
public final class Labs {
  private final Around around;

  Labs(Around around) {
    this.around = around;
  }

  /**
   * Reads a lab.
   *
   * @param file its Markdown, from the folder that commands are called in
   * @throws dev.stagecraft.core.ProblemException {@code lab.missing} and others where it cannot be
   *     read
   */
  public ReadLab read(Object file) {
    return new ReadLab(LabFile.read(String.valueOf(file), around.folder()), around);
  }
}
