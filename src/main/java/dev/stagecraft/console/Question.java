package dev.stagecraft.console;

import java.util.Locale;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * A question that is answered by a letter.
 *
 * @param text without the choices
 * @param choices the letters: the first is what Enter means, the last what Ctrl-C and Ctrl-D mean
 */
record Question(String text, String choices) {
  /** Asks until one of the choices is the answer. The terminal's keys must be nobody else's. */
  char on(Terminal terminal) {
    LineReader plain = LineReaderBuilder.builder().terminal(terminal).build();
    while (true) {
      String answer;
      try {
        answer = plain.readLine(text + " [" + String.join("/", choices.split("")) + "] ");
      } catch (UserInterruptException | EndOfFileException e) {
        return choices.charAt(choices.length() - 1);
      }
      String key = answer.strip().toLowerCase(Locale.ROOT);
      if (key.isEmpty()) {
        return choices.charAt(0);
      }
      if (choices.indexOf(key.charAt(0)) >= 0) {
        return key.charAt(0);
      }
    }
  }
}
