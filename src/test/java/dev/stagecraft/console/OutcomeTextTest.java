package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of an outcome goes to which stream. */
class OutcomeTextTest {
  private static final Outcome ALL =
      new Outcome(
          1,
          Optional.empty(),
          "row 1\nrow ≈ 2\n",
          List.of("3 others · left alone"),
          Optional.of(Problem.of("a.b", "it failed").withHint("help")));

  private static String shown(Outcome outcome, Map<String, String> environment, boolean terminal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new OutcomeText(environment).show(outcome, new Ends(out, err, terminal));
    return out.toString(StandardCharsets.UTF_8) + "--\n" + err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void textIsOutAndTheRestIsErr() {
    assertEquals(
        "row 1\nrow ≈ 2\n--\n3 others · left alone\nit failed\n  try  help\n",
        shown(ALL, Map.of("LANG", "C.UTF-8", "TERM", "xterm"), false));
  }

  @Test
  void terminalSeesColour() {
    assertEquals(
        "row 1\nrow ≈ 2\n--\n3 others · left alone\nit failed\n  \u001b[2mtry  \u001b[0mhelp\n",
        shown(ALL, Map.of("LANG", "C.UTF-8", "TERM", "xterm"), true));
  }

  @Test
  void textIsUntouchedWhereWhatIsSaidIsAscii() {
    assertEquals(
        "row 1\nrow ≈ 2\n--\n3 others - left alone\nit failed\n  try  help\n",
        shown(ALL, Map.of("LANG", "C"), true));
  }

  @Test
  void nothingIsWrittenWhereThereIsNothing() {
    assertEquals("--\n", shown(Outcome.done(), Map.of(), true));
  }

  @Test
  void readerThatWentAwayIsTold() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Ends streams = new Ends(gone, new ByteArrayOutputStream(), false);
    UncheckedIOException thrown =
        assertThrows(
            UncheckedIOException.class, () -> new OutcomeText(Map.of()).show(ALL, streams));
    assertEquals("Broken pipe", thrown.getCause().getMessage());
  }

  /** Streams that are looked at afterwards. */
  private record Ends(OutputStream out, OutputStream err, boolean terminal) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return terminal;
    }
  }
}
