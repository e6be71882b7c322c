package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Words and settings as people write them behind a fence and in annotations: bare words, {@code
 * k=v}, {@code k="v w"}, {@code k={json}}, {@code {group of them}}, {@code .class}, {@code +flag}.
 *
 * @param items in the order written
 */
record Attributes(List<Item> items) {
  Attributes {
    items = List.copyOf(items);
  }

  /**
   * One word or setting.
   *
   * @param key the word, or what stands before the equals sign
   * @param value what stands behind it, without its quotes
   * @param quoted whether the word (or value) was written in quotes
   * @param column where it begins, counted from 0 in the text read
   */
  record Item(String key, Optional<String> value, boolean quoted, int column) {
    /** The item as one word: {@code key} or {@code key=value}. */
    String word() {
      return value.map(v -> key + "=" + v).orElse(key);
    }
  }

  /** Reads all items of a text. Never fails: what is not closed goes to the end. */
  static Attributes read(String text) {
    List<Item> items = new ArrayList<>();
    new Scanner(text, items).scan();
    return new Attributes(items);
  }

  /** The value of a key, where it was written with one. */
  Optional<String> value(String key) {
    return items.stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .flatMap(item -> item.value());
  }

  /** Whether a word was written alone or as {@code word=true}. */
  boolean flag(String word) {
    return items.stream()
        .anyMatch(item -> item.key().equals(word) && item.value().map("true"::equals).orElse(true));
  }

  /** The scanner of one text. */
  private static final class Scanner {
    private final String text;
    private final List<Item> items;
    private int at;

    Scanner(String text, List<Item> items) {
      this.text = text;
      this.items = items;
    }

    void scan() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == ',' || c == '}') {
          at++;
        } else if (c == '{' && !text.startsWith("{\"", at)) {
          at++;
        } else {
          item();
        }
      }
    }

    private void item() {
      int begin = at;
      char first = text.charAt(at);
      if (first == '"' || first == '\'') {
        items.add(new Item(quoted(first), Optional.empty(), true, begin));
        return;
      }
      if (first == '{') {
        items.add(new Item(braces(), Optional.empty(), false, begin));
        return;
      }
      while (at < text.length() && !ends(text.charAt(at)) && text.charAt(at) != '=') {
        at++;
      }
      String key = text.substring(begin, at);
      if (key.isEmpty() || at >= text.length() || text.charAt(at) != '=' || !name(key)) {
        while (at < text.length() && !ends(text.charAt(at))) {
          at++;
        }
        items.add(new Item(text.substring(begin, at), Optional.empty(), false, begin));
        return;
      }
      at++;
      value(key, begin);
    }

    private void value(String key, int begin) {
      if (at >= text.length()) {
        items.add(new Item(key, Optional.of(""), false, begin));
        return;
      }
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        items.add(new Item(key, Optional.of(quoted(c)), true, begin));
      } else if (c == '{' || c == '[') {
        items.add(new Item(key, Optional.of(braces()), false, begin));
      } else {
        int from = at;
        while (at < text.length() && !ends(text.charAt(at))) {
          at++;
        }
        items.add(new Item(key, Optional.of(text.substring(from, at)), false, begin));
      }
    }

    private static boolean name(String key) {
      return key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private static boolean ends(char c) {
      return Character.isWhitespace(c) || c == '}' || c == ',';
    }

    private String quoted(char quote) {
      StringBuilder word = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != quote) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at));
        at++;
      }
      at = Math.min(text.length(), at + 1);
      return word.toString();
    }

    /** A balanced group of braces or brackets, quotes respected, taken as it stands. */
    private String braces() {
      int begin = at;
      int depth = 0;
      boolean inString = false;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (inString) {
          if (c == '\\') {
            at++;
          } else if (c == '"') {
            inString = false;
          }
        } else if (c == '"') {
          inString = true;
        } else if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          depth--;
          if (depth == 0) {
            break;
          }
        }
      }
      return text.substring(begin, Math.min(at, text.length()));
    }
  }
}
