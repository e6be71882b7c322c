package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
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

  @Test
  void quotes() {
    assertEquals(
        new TypedLine(List.of("cat"), 4, "\"my \\\"fi", "my \"fi", Optional.of('"'), false),
        TypedLine.of("cat \"my \\\"fi"));
    assertEquals(
        new TypedLine(List.of("cat"), 4, "a\\ b'c d", "a bc d", Optional.of('\''), false),
        TypedLine.of("cat a\\ b'c d"));
    assertEquals(
        new TypedLine(List.of(), 0, "\\", "", Optional.empty(), false), TypedLine.of("\\"));
  }
}
