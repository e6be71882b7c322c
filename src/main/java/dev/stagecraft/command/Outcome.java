package dev.stagecraft.command;

import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a command came to.
 *
 * @param status the exit status, 0 to 255
 * @param rows its rows, where it has some, for row commands and other formats
 * @param text what is written to standard output, line ends included
 * @param remarks what is written to standard error, a line each, without line ends
 * @param problem what failed, if something did; rendered by whoever shows it, after the remarks
 */
public record Outcome(
    int status,
    Optional<Table> rows,
    String text,
    List<String> remarks,
    Optional<Problem> problem) {
  public Outcome {
    remarks = List.copyOf(remarks);
    if (status < 0 || status > 255) {
      throw new IllegalArgumentException("status " + status);
    }
  }

  /** Done, nothing to say. */
  public static Outcome done() {
    return new Outcome(0, Optional.empty(), "", List.of(), Optional.empty());
  }

  /** Done, with text for standard output. */
  public static Outcome text(String text) {
    return new Outcome(0, Optional.empty(), text, List.of(), Optional.empty());
  }

  /** Done, with rows, and the text that stands for them where text is wanted. */
  public static Outcome rows(Table rows, String text) {
    return new Outcome(0, Optional.of(rows), text, List.of(), Optional.empty());
  }

  /** Ended with a status and nothing else to say. */
  public static Outcome status(int status) {
    return new Outcome(status, Optional.empty(), "", List.of(), Optional.empty());
  }

  /** Failed. */
  public static Outcome failed(int status, Problem problem) {
    return new Outcome(status, Optional.empty(), "", List.of(), Optional.of(problem));
  }

  /** The same outcome with rows. */
  public Outcome withRows(Table table) {
    return new Outcome(status, Optional.of(table), text, remarks, problem);
  }

  /** The same outcome with another status. */
  public Outcome withStatus(int other) {
    return new Outcome(other, rows, text, remarks, problem);
  }

  /** The same outcome with a line more for standard error. */
  public Outcome withRemark(String line) {
    List<String> more = new java.util.ArrayList<>(remarks);
    more.add(line);
    return new Outcome(status, rows, text, more, problem);
  }
}
