package dev.stagecraft.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of jobs that a line put into the background, as an interactive bash does: {@code [1] 42}.
 */
final class JobNews {
  private static final Pattern JOB = Pattern.compile("^\\[(\\d+)\\][+ -]*(\\d+) +Running");

  private Set<String> known = new TreeSet<>();

  /**
   * The lines to print.
   *
   * @param jobs what {@code jobs -l} printed after a line
   */
  List<String> news(String jobs) {
    Set<String> now = new TreeSet<>();
    List<String> lines = new ArrayList<>();
    for (String line : jobs.lines().toList()) {
      Matcher job = JOB.matcher(line);
      if (job.find()) {
        String news = "[" + job.group(1) + "] " + job.group(2);
        now.add(news);
        if (!known.contains(news)) {
          lines.add(news);
        }
      }
    }
    known = now;
    return lines;
  }
}
