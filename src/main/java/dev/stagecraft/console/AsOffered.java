package dev.stagecraft.console;

import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/** Takes every candidate, in the order given: who offers them has compared them already. */
final class AsOffered implements CompletionMatcher {
  private String word = "";
  private List<Candidate> candidates = List.of();

  @Override
  public void compile(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    word = line.word();
    candidates = List.of();
  }

  @Override
  public List<Candidate> matches(List<Candidate> offered) {
    candidates = List.copyOf(offered);
    return new java.util.ArrayList<>(offered);
  }

  @Override
  public @Nullable Candidate exactMatch() {
    return candidates.stream().filter(c -> c.value().equals(word)).findFirst().orElse(null);
  }

  @Override
  public String getCommonPrefix() {
    return candidates.stream().map(Candidate::value).reduce(AsOffered::common).orElse("");
  }

  private static String common(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return a.substring(0, length);
  }
}
