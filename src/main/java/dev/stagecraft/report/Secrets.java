package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What must not be shown: values that were named, and what looks like a secret. Both are looked for
 * in bytes: a text here is a string of one character a byte.
 */
public final class Secrets {
  /** What stands where a secret stood. */
  static final String MASK = "***";

  /** The group of a pattern that is the secret; the whole match where there is none. */
  private static final String GROUP = "(?<s>";

  private static final int SHORTEST = 4;

  /** Secrets that are known by what they look like. */
  private static final List<Pattern> PATTERNS =
      compiled(
          "\\bgh[pousr]_[A-Za-z0-9]{20,}",
          "\\bgithub_pat_[A-Za-z0-9_]{20,}",
          "\\bglpat-[A-Za-z0-9_.-]{20,}",
          "\\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}",
          "\\bnpm_[A-Za-z0-9]{36,}",
          "\\bpypi-[A-Za-z0-9_-]{32,}",
          "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
          "\\bsk[_-][A-Za-z0-9_-]{20,}",
          "\\bAIza[A-Za-z0-9_-]{35}",
          "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
          "(?i)aws_?(?:secret_?access_?key|session_?token)[\"']?[ \\t]*[=:][ \\t]*[\"']?(?<s>[A-Za-z0-9/+=]{16,})",
          "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?",
          "://[^\\s/:@\"'<>]{0,255}:(?<s>[^\\s/@\"'<>]{1,255})@",
          "(?i)authorization[\"']?[ \\t]*[:=][ \\t]*[\"']?(?:(?:basic|bearer|digest|token)[ \\t]+)?(?<s>[^\\s\"']+)",
          "(?i)\\bbearer[ \\t]+(?<s>[A-Za-z0-9._~+/-]{16,}=*)",
          "(?i)\"auth\"[ \\t]*:[ \\t]*\"(?<s>[A-Za-z0-9+/=]{8,})\"");

  /** An assignment whose name says that its value is a secret. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?:password|passwd|passphrase|secret|token|api[_-]?key)[\"']?"
              + "[ \\t]{0,8}(?:=|:(?!/))[ \\t]{0,8}[\"']?(?![$<*{(])(?<s>[^\\s\"',;&]{6,})");

  private static final Pattern ANY =
      Pattern.compile(
          PATTERNS.stream()
                  .map(Pattern::pattern)
                  .map(Secrets::alone)
                  .collect(Collectors.joining("|"))
              + "|"
              + alone(ASSIGNED.pattern()));

  private final List<String> values;
  private final Predicate<String> known;

  private Secrets(List<String> values, Predicate<String> known) {
    this.values = values;
    this.known = known;
  }

  private static List<Pattern> compiled(String... expressions) {
    return java.util.Arrays.stream(expressions).map(Pattern::compile).toList();
  }

  /** A pattern as a part of a larger one: its own case, no name for its group. */
  private static String alone(String pattern) {
    boolean anyCase = pattern.startsWith("(?i)");
    String rest = (anyCase ? pattern.substring(4) : pattern).replace(GROUP, "(?:");
    return (anyCase ? "(?i:" : "(?:") + rest + ")";
  }

  /** No named values; what looks like a secret is masked all the same. */
  public static Secrets usual() {
    return new Secrets(List.of(), value -> false);
  }

  /**
   * The values of some variables, and what looks like a secret.
   *
   * @param names of the variables
   * @throws dev.stagecraft.core.ProblemException {@code usage.secret} where one is not set, or too
   *     short to be told from other text
   */
  public static Secrets of(List<String> names, Map<String, String> environment) {
    Set<String> values = new LinkedHashSet<>();
    for (String name : names) {
      String value = environment.getOrDefault(name, "");
      if (value.isEmpty()) {
        throw Problem.of("usage.secret", "the variable " + name + " is not set")
            .withHint("export " + name + "=…, or leave --secret " + name + " out")
            .exception();
      }
      if (value.strip().length() < SHORTEST) {
        throw Problem.of(
                "usage.secret",
                "the value of " + name + " is too short to be masked without masking other text")
            .withHint("a secret has at least " + SHORTEST + " characters")
            .exception();
      }
      values.addAll(spellings(value));
    }
    List<String> longestFirst = new ArrayList<>(values);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    return new Secrets(List.copyOf(longestFirst), value -> false);
  }

  /** The ways in which a value is written in outputs. */
  private static List<String> spellings(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<String> texts = new ArrayList<>(List.of(value));
    value.lines().map(String::strip).filter(line -> line.length() >= 8).forEach(texts::add);
    texts.add(value.strip());
    texts.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    texts.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    texts.add(Base64.getEncoder().encodeToString(bytes));
    texts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return texts.stream().map(Secrets::raw).toList();
  }

  /** The same secrets, but what a text says openly is none because of its name alone. */
  Secrets besides(String open) {
    String text = raw(open);
    return new Secrets(values, text::contains);
  }

  /** A text as one character a byte. */
  static String raw(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text of one character a byte. */
  static String text(String raw) {
    return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** A text without the secrets in it. */
  public String mask(String text) {
    return MaskedStream.all(this, text);
  }

  /** Lines without the secrets in them, as many as before. */
  List<String> maskLines(List<String> lines) {
    List<String> shown = new ArrayList<>();
    boolean key = false;
    for (String line : lines) {
      key &= !MaskedStream.KEY_END.matcher(line).find();
      shown.add(key ? MASK : text(masked(raw(line))));
      key |= MaskedStream.KEY_BEGIN.matcher(line).find();
    }
    return shown;
  }

  /** A stretch of bytes without the secrets in it; keys of several lines are not looked for. */
  String masked(String raw) {
    String shown = raw;
    for (String value : values) {
      shown = shown.replace(value, MASK);
    }
    if (!ANY.matcher(shown).find()) {
      return shown;
    }
    for (Pattern pattern : PATTERNS) {
      shown = masked(pattern.matcher(shown), value -> false);
    }
    return masked(ASSIGNED.matcher(shown), known);
  }

  private static String masked(Matcher found, Predicate<String> open) {
    boolean grouped = found.pattern().pattern().contains(GROUP);
    return found.replaceAll(
        match -> {
          Matcher one = (Matcher) match;
          if (!grouped) {
            return MASK;
          }
          if (open.test(one.group("s"))) {
            return Matcher.quoteReplacement(one.group());
          }
          String whole = one.group();
          int from = one.start("s") - one.start();
          return Matcher.quoteReplacement(
              whole.substring(0, from) + MASK + whole.substring(one.end("s") - one.start()));
        });
  }

  /**
   * From where on a text may be the beginning of a secret whose rest is still to come; its length
   * where nothing in it can.
   */
  int undecided(String raw, int from) {
    Matcher matcher = ANY.matcher(raw);
    matcher.useTransparentBounds(true);
    for (int i = from; i < raw.length(); i++) {
      if (beginsValue(raw, i)) {
        return i;
      }
      matcher.region(i, raw.length());
      boolean found = matcher.lookingAt();
      if (matcher.hitEnd()) {
        return i;
      }
      if (found) {
        i = matcher.end() - 1;
      }
    }
    return raw.length();
  }

  /** Whether a text ends, from some place on, in the beginning of a named value. */
  boolean beginsValue(String raw, int at) {
    for (String value : values) {
      if (value.length() > raw.length() - at && value.startsWith(raw.substring(at))) {
        return true;
      }
    }
    return false;
  }

  /** How long the longest named value is. */
  int longest() {
    return values.isEmpty() ? 0 : values.get(0).length();
  }
}
