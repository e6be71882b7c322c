package dev.stagecraft.engine.context;

import java.util.Map;
import java.util.Optional;

/**
 * Fills in the variables of a word, and takes its quotes away: {@code $X}, {@code ${X}}, {@code
 * ${X:-word}}, {@code ${X-word}}, {@code ${X:+word}}, {@code ${X+word}}. What is not set is empty.
 * Never fails: what it does not understand stays as it is. Source: moby/buildkit,
 * frontend/dockerfile/shell.
 */
final class Expansion {
  private final Map<String, String> values;
  private final char escape;

  Expansion(Map<String, String> values, char escape) {
    this.values = values;
    this.escape = escape;
  }

  /** The word with its variables filled in. */
  String of(String word) {
    return new Reading(word).until('\0');
  }

  /** One pass over a word. */
  private final class Reading {
    private final String word;
    private int at;

    Reading(String word) {
      this.word = word;
    }

    /** Reads to the end, or to a character outside of quotes, which stays unread. */
    String until(char stop) {
      StringBuilder out = new StringBuilder();
      boolean quoted = false;
      while (at < word.length()) {
        char c = word.charAt(at);
        if (c == stop && !quoted) {
          break;
        }
        at++;
        if (c == '\'' && !quoted) {
          int end = word.indexOf('\'', at);
          int stopAt = end < 0 ? word.length() : end;
          out.append(word, at, stopAt);
          at = Math.min(word.length(), stopAt + 1);
        } else if (c == '"') {
          quoted = !quoted;
        } else if (c == escape && at < word.length()) {
          char next = word.charAt(at++);
          boolean kept = quoted && next != '"' && next != '$' && next != escape;
          out.append(kept ? String.valueOf(c) + next : String.valueOf(next));
        } else if (c == '$') {
          out.append(variable());
        } else {
          out.append(c);
        }
      }
      return out.toString();
    }

    private String variable() {
      if (at < word.length() && word.charAt(at) == '{') {
        int start = at - 1;
        at++;
        String name = name();
        Optional<String> value = braced(name);
        return value.orElseGet(() -> word.substring(start, at));
      }
      String name = name();
      return name.isEmpty() ? "$" : values.getOrDefault(name, "");
    }

    /** Reads what follows the name in braces; empty where it is nothing known. */
    private Optional<String> braced(String name) {
      boolean colon = at < word.length() && word.charAt(at) == ':';
      if (colon) {
        at++;
      }
      char operator = at < word.length() ? word.charAt(at) : '\0';
      if (operator == '-' || operator == '+' || operator == '?') {
        at++;
      } else if (operator != '}' || colon || name.isEmpty()) {
        int end = word.indexOf('}', at);
        at = end < 0 ? word.length() : end + 1;
        return Optional.empty();
      }
      String alternative = until('}');
      boolean closed = at < word.length();
      at = Math.min(word.length(), at + 1);
      String value = values.getOrDefault(name, "");
      boolean set = colon ? !value.isEmpty() : values.containsKey(name);
      if (!closed) {
        return Optional.empty();
      }
      if (operator == '+') {
        return Optional.of(set ? alternative : "");
      }
      return Optional.of(operator == '-' && !set ? alternative : value);
    }

    private String name() {
      int start = at;
      while (at < word.length() && isNamePart(word.charAt(at), at == start)) {
        at++;
      }
      return word.substring(start, at);
    }

    private boolean isNamePart(char c, boolean first) {
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return letter || (!first && c >= '0' && c <= '9');
    }
  }
}
