package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.Place;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.lab.LabStatement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a statement that failed. */
class BlameTest {
  private static LabStatement statement(String text) {
    Lab lab = LabReader.read("lab.md", "```bash\n" + text + "\n```\n");
    if (lab.blocks().get(0) instanceof Block.Commands commands) {
      return commands.statements().get(0);
    }
    throw new AssertionError(text);
  }

  private static String blamed(String text, String said) {
    Place place = Blame.of(statement(text), 1, said).place().orElseThrow();
    return place.text().substring(place.column() - 1, place.column() - 1 + place.length());
  }

  @Test
  void aComplaintThatBeginsWithTheVerbBlamesWhatItNamesNext() {
    assertEquals("web", blamed("docker stop web", "stop web: it is not yours\n"));
    assertEquals("prune", blamed("docker system prune", "docker system prune: no\n"));
    assertEquals("imagse", blamed("docker imagse", "docker: unknown command: docker imagse\n"));
  }

  @Test
  void whatWroteNothingHasNoOutputToRead() {
    assertEquals(
        Optional.of(
            "it wrote nothing: try it by hand; --keep-going goes on after a failure, --keep leaves"
                + " everything for a look"),
        Blame.of(statement("false"), 1, "").hint());
  }
}
