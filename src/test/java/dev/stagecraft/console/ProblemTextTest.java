package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import org.junit.jupiter.api.Test;

/** A problem as a person reads it. */
class ProblemTextTest {
  private static final Theme PLAIN = new Theme(false, true);
  private static final Problem TAKEN =
      Problem.of("port.taken", "port 8081 is taken by the container web · not ours")
          .withHint("docker stop web\nor replay with --port 8081=18081");

  private static String text(Theme theme, Problem problem) {
    return String.join("\n", new ProblemText(theme).lines(problem));
  }

  @Test
  void messageAlone() {
    assertEquals(
        "no such image: web\nnor a container",
        text(PLAIN, Problem.of("image.missing", "no such image: web\nnor a container")));
  }

  @Test
  void placeMarkMessageAndHint() {
    Place place = new Place("labs/a.md", 212, 15, 4, "docker run -d --name web");
    assertEquals(
        """
        ✗ labs/a.md:212
          docker run -d --name web
                        ^^^^
          port 8081 is taken by the container web · not ours
          try  docker stop web
               or replay with --port 8081=18081""",
        text(PLAIN, TAKEN.at(place)));
  }

  @Test
  void asciiWhereTheTerminalIsNotUtf8() {
    assertEquals(
        """
        FAIL a.md:1
          docker run
          port 8081 is taken by the container web - not ours
          try  docker stop web
               or replay with --port 8081=18081""",
        text(new Theme(false, false), TAKEN.at(new Place("a.md", 1, 1, 0, "docker run"))));
  }

  @Test
  void coloursMeanTheSameAsTheSigns() {
    assertEquals(
        """
        \u001b[31m✗\u001b[0m \u001b[36ma.md:1\u001b[0m
          rm x
             \u001b[31m^\u001b[0m
          gone
          \u001b[2mtry  \u001b[0mls""",
        text(
            new Theme(true, true),
            Problem.of("a.b", "gone").withHint("ls").at(new Place("a.md", 1, 4, 1, "rm x"))));
  }

  @Test
  void markStandsUnderWideCharacters() {
    assertEquals(
        """
        ✗ a.md:1
          echo 日本 語x y
                    ^^^
          odd""",
        text(PLAIN, Problem.of("a.b", "odd").at(new Place("a.md", 1, 9, 2, "echo 日本 語x y"))));
  }

  @Test
  void markStandsUnderTextAfterATab() {
    assertEquals(
        "✗ Makefile:1\n  \trm\t-rf\n  \t  \t^^^\n  no",
        text(PLAIN, Problem.of("a.b", "no").at(new Place("Makefile", 1, 5, 3, "\trm\t-rf"))));
  }

  @Test
  void placeBeyondTheEndOfItsLine() {
    assertEquals(
        "✗ line:1\n  echo '\n         ^\n  open quote",
        text(PLAIN, Problem.of("a.b", "open quote").at(new Place("line", 1, 8, 1, "echo '"))));
  }
}
