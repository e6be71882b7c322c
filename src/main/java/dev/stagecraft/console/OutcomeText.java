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
  private final Map<String, String> environment;

  /** With the environment that decides about colour. */
  public OutcomeText(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Writes an outcome down.
   *
   * @throws UncheckedIOException where a stream does not take it, as a pipe whose reader went away
   */
  public void show(Outcome outcome, Streams streams) {
    try {
      if (!outcome.text().isEmpty()) {
        write(streams.out(), outcome.text());
      }
      Theme theme = Theme.of(streams.errIsTerminal(), environment);
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

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
