package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of report, each known by the suffix of its file. */
public enum ReportFormat {
  /** The lab's own text with the real outputs, times and sizes in place. */
  MARKDOWN(".md"),
  /** One page, readable without a network. */
  HTML(".html"),
  /** JUnit XML, a test case a block. */
  JUNIT(".xml"),
  /** The events, a JSON object a line. */
  EVENTS(".jsonl"),
  /** A recording for asciinema. */
  CAST(".cast");

  private final String suffix;

  ReportFormat(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of its files end with. */
  public String suffix() {
    return suffix;
  }

  /**
   * The format that a file's suffix asks for.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.suffix} for one that is not known
   */
  public static ReportFormat of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.suffix) && name.length() > format.suffix.length())
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of("usage.suffix", "no kind of report goes with " + fileName)
                    .withHint("end its name in " + suffixes())
                    .exception());
  }

  private static String suffixes() {
    List<String> all = Arrays.stream(values()).map(ReportFormat::suffix).toList();
    return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
  }
}
