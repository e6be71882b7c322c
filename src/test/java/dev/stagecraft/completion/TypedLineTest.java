package dev.stagecraft.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command and the word that are being typed. */
class TypedLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "docker ps -a~docker,ps~-a",
        "docker ps | doc~@@~doc",
        "cd x && docker ~docker~@@",
        "cd x; docker rm~docker~rm",
        "x=$(docker ps -~docker,ps~-",
        "for i in a b; do docker run~docker~run",
        "A=1 B= docker run~docker~run",
        "sudo docker ps ~docker,ps~@@",
        "time ! docker~@@~docker",
        "docker run > out.txt 2>&1 -~docker,run~-",
        "docker run 2> err -i ~docker,run,-i~@@",
        "make &> log all~make~all",
        "docker run -e 'A=1 | 2' im~docker,run,-e,A=1 | 2~im",
        "docker ps & docker~@@~docker",
      })
  void wordsAndPartial(String text, String words, String partial) {
    TypedLine line = TypedLine.of(text);
    assertEquals(words, String.join(",", line.words()));
    assertEquals(partial, line.partial());
    assertFalse(line.redirection());
  }

  @Test
  void severalLines() {
    assertEquals(List.of("docker", "run", "-d"), TypedLine.of("docker run \\\n -d we").words());
    assertEquals(List.of("docker"), TypedLine.of("cd x\ndocker p").words());
  }

  @Test
  void fileOfARedirection() {
    assertTrue(TypedLine.of("docker ps > fi").redirection());
    assertTrue(TypedLine.of("docker ps 2>>").redirection());
    assertTrue(TypedLine.of("cat < ").redirection());
    assertFalse(TypedLine.of("cat < a ").redirection());
    assertEquals(List.of("docker", "ps"), TypedLine.of("docker ps > fi").words());
  }

  /** The unfinished word: as typed, unquoted, with its quote. */
  private static List<Object> word(String before) {
    TypedLine line = TypedLine.of(before);
    return List.of(line.start(), line.raw(), line.partial(), line.quote());
  }

  @Test
  void quotes() {
    assertEquals(List.of(4, "\"my \\\"fi", "my \"fi", Optional.of('"')), word("cat \"my \\\"fi"));
    assertEquals(List.of(4, "a\\ b'c d", "a bc d", Optional.of('\'')), word("cat a\\ b'c d"));
    assertEquals(List.of(0, "\\", "", Optional.empty()), word("\\"));
  }

  @Test
  void pipelines() {
    TypedLine line = TypedLine.of("cd x; images -a | where size \\> 1 | so");
    assertEquals(
        List.of(List.of("images", "-a"), List.of("where", "size", ">", "1")), line.pipeline());
    assertEquals(List.of(), line.words());
    assertEquals(List.of(), TypedLine.of("images || so").pipeline());
    assertEquals(List.of(), TypedLine.of("images | first; so").pipeline());
    assertEquals(List.of(List.of("make")), TypedLine.of("make |& so").pipeline());
    assertEquals(List.of(), TypedLine.of("images > a || so").pipeline());
  }

  @Test
  void commandsInsideCommands() {
    assertEquals(List.of("docker", "ps"), TypedLine.of("echo \"a $(docker ps -").words());
    assertEquals(
        List.of("docker", "rm", "-f", ""), TypedLine.of("docker rm -f $(docker ps -aq) w").words());
    assertEquals(List.of("docker", "ps"), TypedLine.of("echo `docker ps -").words());
    assertEquals(List.of("diff", ""), TypedLine.of("diff <(cat a | sort) b").words());
    assertEquals(List.of(), TypedLine.of("(cd x; make) && do").words());
    assertEquals(List.of("docker"), TypedLine.of("f() { docker r").words());
    assertEquals(List.of(), TypedLine.of("case x in a) doc").words());
  }

  @Test
  void variables() {
    assertEquals(OptionalInt.of(0), TypedLine.of("echo $HO").variable());
    assertEquals(OptionalInt.of(5), TypedLine.of("echo \"a = $").variable());
    assertEquals(OptionalInt.of(2), TypedLine.of("echo a/${HO").variable());
    assertEquals(OptionalInt.empty(), TypedLine.of("echo '$HO").variable());
    assertEquals(OptionalInt.empty(), TypedLine.of("echo \\$HO").variable());
    assertEquals(OptionalInt.empty(), TypedLine.of("echo $HOME/a").variable());
    assertEquals(OptionalInt.empty(), TypedLine.of("echo $HOME a").variable());
  }
}
