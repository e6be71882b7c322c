package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the instructions of a Dockerfile copy, as far as its text tells.
 *
 * @param files of the context, as written
 * @param images other images, not stages of the file
 * @param all whether it may read any file of the context
 */
record CopySources(List<String> files, List<String> images, boolean all) {
  private static final Pattern COPY = Pattern.compile("(?i)^\\s*(?:COPY|ADD)\\s+(.*)$");
  private static final Pattern STAGE = Pattern.compile("(?i)^\\s*FROM\\s.*\\sAS\\s+(\\S+)\\s*$");
  private static final Pattern FROM = Pattern.compile("--from=(\\S+)");

  CopySources {
    files = List.copyOf(files);
    images = List.copyOf(images);
  }

  /** What a Dockerfile copies. */
  static CopySources of(String dockerfile) {
    Set<String> stages = new HashSet<>();
    List<String> files = new ArrayList<>();
    List<String> images = new ArrayList<>();
    boolean all = false;
    for (String line : dockerfile.replaceAll("\\\\[ \\t]*\\r?\\n", " ").lines().toList()) {
      Matcher stage = STAGE.matcher(line);
      if (stage.matches()) {
        stages.add(stage.group(1).toLowerCase(Locale.ROOT));
      }
      Matcher from = FROM.matcher(line);
      Matcher copy = COPY.matcher(line);
      if (from.find()) {
        String name = from.group(1);
        if (!name.matches("\\d+") && !stages.contains(name.toLowerCase(Locale.ROOT))) {
          images.add(name);
        }
      } else if (copy.matches()) {
        files.addAll(sources(copy.group(1)));
      } else {
        all |= line.contains("--mount=type=bind");
      }
    }
    all |= files.stream().anyMatch(file -> file.contains("$"));
    return new CopySources(files, images, all);
  }

  private static List<String> sources(String rest) {
    List<String> words = new ArrayList<>();
    String text = rest.strip().startsWith("[") ? rest.replaceAll("[\\[\\]\",]", " ") : rest;
    for (String word : text.strip().split("\\s+", -1)) {
      boolean option = word.startsWith("--") || word.startsWith("<<") || word.contains("://");
      if (!option) {
        words.add(word.startsWith("/") ? word.substring(1) : word);
      }
    }
    return words.isEmpty() ? words : words.subList(0, words.size() - 1);
  }
}
