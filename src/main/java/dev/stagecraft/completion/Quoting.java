package dev.stagecraft.completion;

/**
 * Writes a word where another was begun: quoted as the beginning was. Where nothing is quoted yet,
 * what is special gets a backslash.
 */
final class Quoting {
  private final TypedLine line;

  Quoting(TypedLine line) {
    this.line = line;
  }

  /** The word as it is typed in place of the unfinished one. */
  String write(String word, boolean finished) {
    String raw = line.raw();
    String quote = line.quote().map(String::valueOf).orElse("");
    if (raw.equals(line.partial())) {
      return bare(word);
    }
    if (word.startsWith(line.partial())) {
      String rest = word.substring(line.partial().length());
      return raw + (quote.isEmpty() ? bare(rest) : within(rest, quote)) + (finished ? quote : "");
    }
    return quote.isEmpty() ? bare(word) : quote + within(word, quote) + (finished ? quote : "");
  }

  private static String within(String text, String quote) {
    return quote.equals("'")
        ? text.replace("'", "'\\''")
        : text.replaceAll("([\\\\\"$`])", "\\\\$1");
  }

  private static String bare(String word) {
    boolean home = word.startsWith("~/");
    String name = home ? word.substring(2) : word;
    return (home ? "~/" : "") + name.replaceAll("([ \\t|&;<>()$`\\\\\"'*?#~\\[\\]{}!])", "\\\\$1");
  }
}
