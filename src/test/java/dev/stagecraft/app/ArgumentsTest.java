package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.core.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process's own arguments. */
class ArgumentsTest {
  private static Arguments read(String... words) {
    return Arguments.read(List.of(words), List.of("replay", "docker", "images")::contains);
  }

  @Test
  void optionsThenALine() {
    Arguments read = read("--verbose", "-H", "tcp://127.0.0.1:1", "-c", "docker ps", "a", "-b");
    assertTrue(read.verbose());
    assertEquals(Optional.of("tcp://127.0.0.1:1"), read.host());
    assertEquals(new Arguments.Line("docker ps", List.of("a", "-b")), read.run());
  }

  @Test
  void whatTheShellIsCalled() {
    assertEquals("bash", read("-c", "echo $0").called());
    assertEquals("name", read("-c", "echo $0", "name", "one").called());
    assertEquals("pom.xml", read("pom.xml", "one").called());
  }

  @Test
  void wordsOfACommandAreLeftAlone() {
    assertEquals(
        new Arguments.Words(List.of("docker", "run", "--keep", "x")),
        read("docker", "run", "--keep", "x").run());
  }

  @Test
  void ourOptionsMayFollowTheLab() {
    Arguments read =
        read(
            "--provision", "replay", "labs/x.md", "--keep", "--plan", "--no-shield", "--stand-ins");
    assertTrue(read.provision());
    assertTrue(read.standIns());
    assertTrue(read.keep());
    assertFalse(read.shield());
    assertEquals(new Arguments.Words(List.of("replay", "labs/x.md", "--plan")), read.run());
  }

  @Test
  void standInsForARefusingRegistryAreAskedFor() {
    assertTrue(read("--stand-ins", "docker", "pull", "x").standIns());
    assertFalse(read("docker", "pull", "x").standIns());
  }

  @Test
  void nothingIsThePrompt() {
    assertEquals(new Arguments.Input(), read().run());
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals("stagecraft has no option --nope", message("--nope"));
    assertEquals("-c needs a value after it", message("-c"));
    assertEquals(
        "imgaes: neither a command of Stagecraft nor a file that is here", message("imgaes"));
  }

  @Test
  void theNearestCommandIsNamed() {
    assertEquals("did you mean stagecraft replay?", hint("repaly", "x.md"));
    assertEquals(
        "stagecraft help · or stagecraft -c 'frobnicate' for a line of shell", hint("frobnicate"));
  }

  private static String hint(String... words) {
    return assertThrows(ProblemException.class, () -> read(words)).problem().hint().orElse("");
  }

  @Test
  void continuousIntegrationIsUnattended() {
    assertTrue(Arguments.unattended(Map.of("CI", "true")));
    assertFalse(Arguments.unattended(Map.of("CI", "false")));
    assertFalse(Arguments.unattended(Map.of()));
  }

  private static String message(String... words) {
    return assertThrows(ProblemException.class, () -> read(words)).problem().message();
  }

  /** What help, completion and the manual page tell is what is understood. */
  @Test
  void everyOptionThatIsToldIsUnderstood() {
    for (Option option : Usage.LAUNCHER.options()) {
      String dashes = option.name().length() == 1 ? "-" : "--";
      for (String word :
          option
              .letter()
              .map(letter -> List.of(dashes + option.name(), "-" + letter))
              .orElse(List.of(dashes + option.name()))) {
        Arguments read = option.kind() == Kind.FLAG ? read(word) : read(word, "groovy");
        assertNotEquals(read(), read, word);
      }
    }
  }
}
