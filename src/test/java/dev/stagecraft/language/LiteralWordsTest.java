package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Literal words are what bash passes: random words, in many bash processes. The seed is printed;
 * {@code -Dseed=…} repeats a run.
 */
class LiteralWordsTest {
  private static final int WORDS = 4000;
  private static final String MARK = "<end of word>";

  /** Words expand in both, but never to the same. */
  private static final String EXPANDING = "shopt -s nullglob; HOME=/first\n";

  private static final String KEEPING = "set -f +B; HOME=/second\n";

  @TempDir Path folder;
  private final long seed = Long.getLong("seed", new Random().nextLong());

  @Test
  void argumentsAreWhatBashPasses() throws Exception {
    System.out.println("LiteralWordsTest.arguments -Dseed=" + seed);
    List<String> words = words(new RandomWords(new Random(seed)));
    List<Optional<String>> literals = words.stream().map(this::argument).toList();

    compare(words, literals, word -> "printf '%s\\0' " + word + " '" + MARK + "'\n");
  }

  @Test
  void assignedValuesAreWhatBashAssigns() throws Exception {
    System.out.println("LiteralWordsTest.assigned -Dseed=" + seed);
    List<String> words = words(new RandomWords(new Random(seed + 1)));
    List<Optional<String>> literals = words.stream().map(this::assigned).toList();

    compare(words, literals, word -> "x=" + word + "\nprintf '%s\\0' \"$x\" '" + MARK + "'\n");
  }

  private static List<String> words(RandomWords random) {
    return IntStream.range(0, WORDS).mapToObj(i -> random.next()).toList();
  }

  private Optional<String> argument(String word) {
    List<Word> words = command("printf " + word).words();
    assertEquals(2, words.size(), () -> "seed " + seed + ": " + word);
    assertEquals(word, words.get(1).raw(), () -> "seed " + seed);
    return words.get(1).literal();
  }

  private Optional<String> assigned(String word) {
    List<Assignment> assignments = command("x=" + word).assignments();
    assertEquals(1, assignments.size(), () -> "seed " + seed + ": " + word);
    assertEquals(word, assignments.get(0).value().raw(), () -> "seed " + seed);
    return assignments.get(0).value().literal();
  }

  private SimpleCommand command(String text) {
    Reading reading = ShellText.read(text);
    assertEquals(Completeness.COMPLETE, reading.end(), () -> "seed " + seed + ": " + text);
    assertEquals(1, reading.statements().size(), () -> "seed " + seed + ": " + text);
    return reading.statements().get(0).single().orElseThrow().commands().get(0);
  }

  private void compare(
      List<String> words,
      List<Optional<String>> literals,
      java.util.function.UnaryOperator<String> line)
      throws IOException, InterruptedException {
    String body = String.join("", words.stream().map(line).toList());
    List<List<String>> expanded = ask(EXPANDING + body);
    List<List<String>> kept = ask(KEEPING + body);
    assertEquals(words.size(), expanded.size(), "seed " + seed);
    List<Executable> checks = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String what = "seed " + seed + ": " + words.get(i);
      List<String> actual = expanded.get(i);
      if (literals.get(i).isPresent()) {
        String literal = literals.get(i).get();
        checks.add(() -> assertEquals(List.of(literal), actual, what));
      } else if (!RandomWords.mayBeMarked(words.get(i)) && actual.equals(kept.get(i))) {
        checks.add(() -> assertEquals("a literal", "marked", what + " is " + actual));
      }
    }
    long known = literals.stream().filter(Optional::isPresent).count();
    assertTrue(known > WORDS / 5 && known < WORDS, () -> "literal words: " + known);
    assertAll(checks);
  }

  private List<List<String>> ask(String script) throws IOException, InterruptedException {
    Path file = folder.resolve("words");
    Files.writeString(file, script);
    String output = new String(new Bash(folder).run(file), StandardCharsets.UTF_8);
    List<List<String>> answers = new ArrayList<>();
    List<String> current = new ArrayList<>();
    for (String part : Arrays.asList(output.split("\0", -1))) {
      if (part.equals(MARK)) {
        answers.add(current);
        current = new ArrayList<>();
      } else {
        current.add(part);
      }
    }
    return answers;
  }
}
