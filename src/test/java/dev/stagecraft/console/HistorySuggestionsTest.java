package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.language.Completeness;
import java.io.IOException;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.history.DefaultHistory;
import org.junit.jupiter.api.Test;

/** The rest of a line that was typed before. */
class HistorySuggestionsTest {
  private static final String RIGHT = "\u001bOC";

  private static LineReaderBuilder set(LineReaderBuilder builder) {
    return builder
        .parser(new PromptParser(text -> Completeness.COMPLETE))
        .history(new DefaultHistory())
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
  }

  private static LineReader remembering(LineReader reader, boolean shown) {
    for (String line :
        new String[] {"docker ps -a", "docker images", "cat << E > f\nx\nE", "echo $PATH"}) {
      reader.getHistory().add(Instant.EPOCH, line);
    }
    Prompt.bindArrows(reader);
    HistorySuggestions suggestions = new HistorySuggestions(reader);
    suggestions.show(shown);
    return reader;
  }

  private static EditorPlay play(boolean shown) throws IOException {
    return new EditorPlay(
        60, 10, HistorySuggestionsTest::set, reader -> remembering(reader, shown));
  }

  @Test
  void rightArrowTakesTheRest() throws IOException {
    try (EditorPlay play = play(true)) {
      play.type("doc").see("> docker images").type(RIGHT).type(" -a\r");
      assertEquals("docker images -a", play.read());
    }
  }

  @Test
  void enterTakesWhatWasTypedOnly() throws IOException {
    try (EditorPlay play = play(true)) {
      play.type("docker p").see("> docker ps -a").type("\r");
      assertEquals("docker p", play.read());
      assertEquals("> docker p", play.screen());
    }
  }

  @Test
  void noneWithoutColour() throws IOException {
    try (EditorPlay play = play(false)) {
      play.type("docker i").see("> docker i");
      assertEquals("> docker i", play.screen());
      play.type(RIGHT).type("\r");
      assertEquals("docker i", play.read());
    }
  }

  @Test
  void severalLines() throws IOException {
    try (EditorPlay play = play(true)) {
      play.type("cat").see("> cat << E > f\nx\nE").type(RIGHT).type("\r");
      assertEquals("cat << E > f\nx\nE", play.read());
    }
  }
}
