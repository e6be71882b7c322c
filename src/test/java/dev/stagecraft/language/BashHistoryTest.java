package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Statements are the units that bash's own history has. */
class BashHistoryTest {
  private static final int MAX_LINES = 250;
  private static final Pattern FENCE =
      Pattern.compile("(?ms)^ {0,3}```(?:sh|bash|shell|console)\\b[^\n]*\n(.*?)^ {0,3}```[ \t]*$");

  @TempDir Path folder;

  @Test
  void theAdversarialTextIsSplitAsBashSplitsIt() throws Exception {
    String text = resource("adversarial.sh");

    assertEquals(Completeness.COMPLETE, ShellText.read(text).end());
    check(text);
  }

  @Test
  void eachPieceOfTheOddOnesIsSplitAsBashSplitsIt() throws Exception {
    List<String> pieces = List.of(resource("pieces.txt").split("(?m)^---\n"));

    assertFalse(pieces.size() < 60, "pieces: " + pieces.size());
    assertAll(pieces.stream().map(piece -> () -> check(piece)));
  }

  @TestFactory
  Stream<DynamicTest> theShellBlocksOfOurLabsAreSplitAsBashSplitsThem() throws IOException {
    Path labs = Path.of(System.getProperty("stagecraft.home", "."), "labs");
    return files(labs, 6)
        .filter(file -> file.toString().endsWith(".md"))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    labs.relativize(file).toString(),
                    () -> {
                      Matcher fence = FENCE.matcher(Files.readString(file));
                      while (fence.find()) {
                        check(fence.group(1));
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theScriptsOfThisMachineAreSplitAsBashSplitsThem() throws IOException {
    return Stream.of("/usr/bin", "/usr/sbin")
        .map(Path::of)
        .flatMap(place -> scripts(place).stream())
        .map(script -> DynamicTest.dynamicTest(script.toString(), () -> check(script)));
  }

  private void check(Path script) throws Exception {
    check(Files.readString(script));
  }

  private void check(String text) throws IOException, InterruptedException {
    Bash.Answer answer = new Bash(folder).units(text);
    List<String> expected = answer.units();
    Reading reading = ShellText.read(text);
    List<String> actual =
        new ArrayList<>(reading.statements().stream().map(s -> Bash.normal(s.text())).toList());
    if (comparable(text, reading.end())) {
      assertEquals(answer.end(), reading.end(), () -> text);
    }
    if (!reading.rest().isEmpty()) {
      // bash keeps what it has read of the unit that is wrong or open: how much is its own affair
      assertEquals(
          actual, expected.subList(0, Math.min(expected.size(), actual.size())), () -> text);
      return;
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertEquals(expected.get(i), actual.get(i), "unit " + i);
    }
    assertEquals(expected.size(), actual.size(), () -> text);
  }

  /** At its end bash runs a line that a backslash would go on with; and it has no extglob. */
  private static boolean comparable(String text, Completeness end) {
    boolean endsJoined = text.matches("(?s).*(?<!\\\\)(\\\\\\\\)*\\\\\n");
    return end != Completeness.UNSURE && !(endsJoined && end == Completeness.INCOMPLETE);
  }

  private static List<Path> scripts(Path place) {
    try (Stream<Path> all = files(place, 1)) {
      return all.filter(BashHistoryTest::isScript).sorted().toList();
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private static Stream<Path> files(Path place, int depth) throws IOException {
    return Files.isDirectory(place)
        ? Files.walk(place, depth).filter(Files::isRegularFile)
        : Stream.empty();
  }

  private static boolean isScript(Path file) {
    try (var in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
      if (!head.matches("(?s)#! ?/(usr/)?bin/(env )?(ba)?sh\\b.*")) {
        return false;
      }
      return Files.readAllLines(file).size() < MAX_LINES;
    } catch (CharacterCodingException notOurText) {
      return false;
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private static String resource(String name) throws IOException {
    try (var in = BashHistoryTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
