package dev.stagecraft.language;

import java.util.Objects;
import java.util.Optional;

/**
 * One word of shell text.
 *
 * @param span where it stands
 * @param raw its characters as typed
 * @param literal what bash passes for it, quotes and escapes resolved; empty where bash has to
 *     expand it: {@code $}, backtick, a glob, braces, a leading {@code ~}, {@code <(…)}. Also
 *     empty, although bash would pass one fixed word: {@code $"…"} (it may be translated), {@code
 *     $'…'} with a byte that is no UTF-8, a NUL or {@code \x{…}}, a bracket pair that matches no
 *     file, a {@code ~} before a name that is no user, a sequence {@code {1..2}} out of range
 */
public record Word(Span span, String raw, Optional<String> literal) {
  public Word {
    Objects.requireNonNull(span);
    Objects.requireNonNull(raw);
    Objects.requireNonNull(literal);
  }
}
