package dev.stagecraft.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An output without the secrets in it, piece by piece: a piece that ends in what may be the
 * beginning of a secret is held back to there until the next one decides. Private keys are left out
 * line by line. Text is one character a byte.
 */
final class MaskedStream {
  /** How much may be held back: a secret is not longer than this. */
  private static final int MOST = 16 << 10;

  static final Pattern KEY_BEGIN =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----");
  static final Pattern KEY_END =
      Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----");
  private static final Pattern KEY_LINE =
      Pattern.compile(
          "[ \\t]*(?:[A-Za-z0-9+/=\\\\ ]*|(?:Proc-Type|DEK-Info|Version|Comment|Hash): .*)[\"',]*\\r?");

  private final Secrets secrets;
  private String held = "";
  private boolean inKey;
  private boolean swallowing;

  MaskedStream(Secrets secrets) {
    this.secrets = secrets;
  }

  /** A whole text at once. */
  static String all(Secrets secrets, String text) {
    MaskedStream stream = new MaskedStream(secrets);
    return Secrets.text(stream.add(Secrets.raw(text)) + stream.end());
  }

  /** The next piece; answers what can be shown by now. */
  String add(String raw) {
    StringBuilder out = new StringBuilder();
    held = held + swallowed(raw);
    while (true) {
      if (inKey && !leaveKey(out, false)) {
        return out.toString();
      }
      Matcher begin = KEY_BEGIN.matcher(held);
      if (!begin.find()) {
        break;
      }
      out.append(secrets.masked(held.substring(0, begin.end()))).append('\n');
      held = held.substring(begin.end());
      inKey = true;
    }
    show(out);
    return out.toString();
  }

  /** There will be no more; answers what was held back. */
  String end() {
    StringBuilder out = new StringBuilder();
    if (inKey) {
      leaveKey(out, true);
    }
    out.append(secrets.masked(held));
    held = "";
    inKey = false;
    swallowing = false;
    return out.toString();
  }

  /** What is left of a piece behind the rest of a secret that was too long to be held. */
  private String swallowed(String raw) {
    if (!swallowing) {
      return raw;
    }
    int at = 0;
    while (at < raw.length() && raw.charAt(at) > ' ') {
      at++;
    }
    swallowing = at == raw.length();
    return raw.substring(at);
  }

  private void show(StringBuilder out) {
    int line = Math.max(held.lastIndexOf('\n'), held.lastIndexOf('\r')) + 1;
    int undecided = Math.min(Math.min(secrets.undecided(held, line), values()), keyBegin(line));
    if (held.length() - undecided > MOST + secrets.longest()) {
      // nothing so long is a secret of a known kind: the rest of the word goes with it
      out.append(secrets.masked(held));
      held = "";
      swallowing = true;
      return;
    }
    out.append(secrets.masked(held.substring(0, undecided)));
    held = held.substring(undecided);
  }

  /** From where on a named value of several lines may have begun. */
  private int values() {
    for (int i = Math.max(0, held.length() - secrets.longest()); i < held.length(); i++) {
      if (secrets.beginsValue(held, i)) {
        return i;
      }
    }
    return held.length();
  }

  private int keyBegin(int line) {
    int dashes = held.indexOf("-----", line);
    if (dashes >= 0) {
      Matcher begin = KEY_BEGIN.matcher(held).region(dashes, held.length());
      return !begin.lookingAt() && begin.hitEnd() ? dashes : held.length();
    }
    int at = held.length();
    while (at > line && held.length() - at < 5 && held.charAt(at - 1) == '-') {
      at--;
    }
    return at;
  }

  /**
   * Leaves the lines of a key out.
   *
   * @param last whether nothing more will come
   * @return whether the key is over
   */
  private boolean leaveKey(StringBuilder out, boolean last) {
    while (true) {
      int line = held.indexOf('\n');
      if (line < 0 && !last) {
        held = held.length() > MOST ? "" : held;
        return false;
      }
      String text = line < 0 ? held : held.substring(0, line);
      Matcher end = KEY_END.matcher(text);
      boolean found = end.find();
      if (found || !KEY_LINE.matcher(text).matches()) {
        out.append(Secrets.MASK).append('\n');
        held = held.substring(found ? end.start() : 0);
        inKey = false;
        return true;
      }
      held = line < 0 ? "" : held.substring(line + 1);
      if (held.isEmpty() && last) {
        out.append(Secrets.MASK).append('\n');
        return true;
      }
    }
  }
}
