package dev.stagecraft.console;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes an outcome to a call's streams: its text to one, what is said about it to the other. */
public final class OutcomeText {
  private final Appearance appearance;

  /** With the environment that decides about colour. */
  public OutcomeText(Map<String, String> environment) {
    this(new Appearance(environment));
  }

  /** As a session looks at the moment of each outcome. */
  public OutcomeText(Appearance appearance) {
    this.appearance = appearance;
  }

  /**
   * Writes an outcome down.
   *
   * @throws UncheckedIOException where a stream does not take it, as a pipe whose reader went away
   */
  public void show(Outcome outcome, Streams streams) {
    try {
      if (!outcome.text().isEmpty()) {
        write(streams.out(), shown(outcome, appearance.on(streams.outIsTerminal())));
      }
      Theme theme = appearance.on(streams.errIsTerminal());
      StringBuilder said = new StringBuilder();
      outcome.remarks().forEach(line -> said.append(theme.plain(line)).append('\n'));
      outcome
          .problem()
          .ifPresent(
              problem ->
                  new ProblemText(theme)
                      .lines(problem)
                      .forEach(line -> said.append(line).append('\n')));
      if (said.length() > 0) {
        write(streams.err(), said.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Large letters are bold, and a table's lines end where the screen does. */
  private String shown(Outcome outcome, Theme theme) {
    if (!theme.large()) {
      return outcome.text();
    }
    StringBuilder text = new StringBuilder();
    for (String line : outcome.text().split("(?<=\n)")) {
      boolean ended = line.endsWith("\n");
      String words = ended ? line.substring(0, line.length() - 1) : line;
      if (outcome.rows().isPresent()) {
        words = Widths.cut(words, appearance.columns(Integer.MAX_VALUE), theme.plain("…"));
      }
      boolean bold = theme.colour() && !words.isEmpty() && words.indexOf('\u001b') < 0;
      text.append(bold ? "\u001b[1m" + words + "\u001b[0m" : words).append(ended ? "\n" : "");
    }
    return text.toString();
  }

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
