package dev.stagecraft.language;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Random words of shell text that are one word, without command substitutions. */
final class RandomWords {
  private static final List<String> PLAIN =
      List.of(
          "a", "b", "xyz", "0", "1", "9", "-", "--", "/", ".", "..", ",", ":", "=", "+", "+=", "@",
          "%", "^", "_", "{", "}", "{}", "[", "]", "~", "~/", "!", "#x", "é", "日本", "🐳", "{{.Id}}",
          "\u00a0", "..");
  private static final List<String> ACTIVE =
      List.of(
          "*", "?", "$x", "${x}", "$$", "$HOME", "{a,b}", "{1..3}", "{a..c}", "[ab]", "a=~",
          "$[1]");
  private static final List<String> QUOTED =
      List.of(
          "a", " ", "b c", "*", "~", "{", ",", "}", "..", "$", "\\", "\n", "\t", "é", "🐳", "#",
          ";", "|", "&", "!", "=", ":", "/", "[", "]", "(", ")", "<", ">", "'", "`", "\"");
  private static final List<String> ANSI =
      List.of(
          "\\n",
          "\\t",
          "\\\\",
          "\\'",
          "\\\"",
          "\\a",
          "\\e",
          "\\E",
          "\\?",
          "\\101",
          "\\7",
          "\\x41",
          "\\x4",
          "\\xc3\\xa9",
          "\\xff",
          "\\u00e9",
          "\\u1F4",
          "\\U1F433",
          "\\cA",
          "\\c?",
          "\\c\\\\",
          "\\z",
          "\\x",
          "\\u",
          "\\é",
          "\\0",
          "\\x{41}",
          "\\18",
          "\\777",
          "\\ ");

  /** Where a fixed word may still be marked, as {@link Word} says, or its marks are not seen. */
  private static final Pattern MARKED =
      Pattern.compile("(?s).*(\\$[A-Za-z{\\[$\"]|\\$'[^']*\\\\|~[^/:'\"\\\\$]|~\\$[^']|\\[.*/).*");

  private final Random random;

  RandomWords(Random random) {
    this.random = random;
  }

  static boolean mayBeMarked(String word) {
    return MARKED.matcher(word.replace("\\\n", "")).matches();
  }

  String next() {
    StringBuilder word = new StringBuilder();
    int parts = 1 + random.nextInt(6);
    for (int i = 0; i < parts; i++) {
      word.append(part());
    }
    String text = word.toString();
    return text.startsWith("#") || text.startsWith("\\\n") ? "x" + text : text;
  }

  private String part() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4, 5 -> pick(PLAIN);
      case 6 -> pick(ACTIVE);
      case 7, 8, 9 -> "'" + some(QUOTED, "'") + "'";
      case 10, 11, 12 -> "\"" + inDouble() + "\"";
      case 13, 14 -> "$'" + ansi() + "'";
      default -> random.nextBoolean() ? escaped() : dollar();
    };
  }

  private String escaped() {
    String piece = pick(QUOTED);
    return piece.equals("\n") ? "\\$" : "\\" + piece.substring(0, piece.offsetByCodePoints(0, 1));
  }

  private String dollar() {
    return random.nextBoolean() ? "\\\nj" : "$" + pick(List.of("/", ".", "%", "=", ",", ":", "^"));
  }

  private String inDouble() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String piece = pick(QUOTED);
      if ("\\\"`".contains(piece)) {
        text.append('\\').append(piece);
      } else if (piece.equals("$")) {
        text.append(random.nextBoolean() ? "\\$" : "$ ");
      } else {
        text.append(random.nextInt(6) == 0 && !piece.equals("🐳") ? "\\" : "").append(piece);
      }
    }
    return text.toString();
  }

  private String ansi() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String piece = pick(QUOTED);
      boolean active = piece.equals("'") || piece.equals("\\");
      text.append(random.nextBoolean() || active ? pick(ANSI) : piece);
    }
    return text.toString();
  }

  private String some(List<String> from, String without) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String piece = pick(from);
      text.append(piece.equals(without) ? "" : piece);
    }
    return text.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
