package dev.stagecraft.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of jobs that a line put into the background, that were stopped or that have ended, as an
 * interactive bash does: {@code [1] 42}, {@code [1]+ Stopped top}, {@code [1]+ Done sleep 1}.
 */
final class JobNews {
  private static final Pattern JOB = Pattern.compile("^(\\[(\\d+)\\][+ -])\\s*(\\d+) +((\\S+).*)");

  private Set<String> known = new TreeSet<>();
  private Set<String> stopped = new TreeSet<>();

  /**
   * The lines to print.
   *
   * @param jobs what {@code jobs -l} printed after a line
   */
  List<String> news(String jobs) {
    Set<String> now = new TreeSet<>();
    Set<String> halted = new TreeSet<>();
    List<String> lines = new ArrayList<>();
    for (String line : jobs.lines().toList()) {
      Matcher job = JOB.matcher(line);
      if (job.find()) {
        String news = "[" + job.group(2) + "] " + job.group(3);
        String whole = job.group(1) + "  " + job.group(4);
        switch (job.group(5)) {
          case "Stopped" -> {
            now.add(news);
            halted.add(news);
            if (!stopped.contains(news)) {
              lines.add(whole);
            }
          }
          case "Running" -> {
            now.add(news);
            if (!known.contains(news)) {
              lines.add(news);
            }
          }
          default -> {
            // bash lists what ran in the foreground as well: that is no news
            if (known.contains(news)) {
              lines.add(whole);
            }
          }
        }
      }
    }
    stopped = halted;
    known = now;
    return lines;
  }
}
