package dev.stagecraft.language;

import java.util.List;
import java.util.Optional;

/**
 * The tokens of a text for its colours. Any text has some: behind what is wrong reading begins
 * anew, and what is open reaches to the end of the text.
 */
public final class Tokens {
  private Tokens() {}

  /**
   * The tokens in the order of the text. They do not overlap, and nothing but blanks, line ends and
   * joined lines lies between them. An expansion within quotes divides the quotes' token.
   */
  public static List<Token> of(String text) {
    Scan scan = new Scan(text);
    Optional<Stop> stop = new Recovery(scan).read();
    stop.ifPresent(open -> Recovery.colour(scan, open));
    scan.paint.fillVisible(text, Token.Kind.WORD);
    return scan.paint.tokens();
  }
}
