package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Labs as scripts see them, under the name {@code lab}. */
public final class Labs {
  private final Around around;

  Labs(Around around) {
    this.around = around;
  }

  /**
   * Reads a lab.
   *
   * @param file its Markdown, from the session's folder
   * @throws dev.stagecraft.core.ProblemException {@code lab.read} where it cannot be read
   */
  public Lab read(String file) {
    Path path = around.call().folder().resolve(file);
    try {
      return LabReader.read(file, Files.readString(path));
    } catch (IOException e) {
      throw Problem.of("lab.read", file + " cannot be read: " + e.getMessage()).exception(e);
    }
  }
}
