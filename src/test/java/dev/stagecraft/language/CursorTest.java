package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "doc^ker ! COMMAND [] doc NONE",
        "do^ ! COMMAND [] do NONE",
        "docker ps -^ ! ARGUMENT [docker, ps] - NONE",
        "docker ps ^-a ! ARGUMENT [docker, ps]  NONE",
        "docker run --name 'my na^ ! ARGUMENT [docker, run, --name] my na SINGLE",
        "docker run \"my\\\"^ ! ARGUMENT [docker, run] my\" DOUBLE",
        "docker run $'a^ ! ARGUMENT [docker, run] ? ANSI",
        "docker rm $(docker p^ ! ARGUMENT [docker] p NONE",
        "docker rm \"$(docker ps -f \"na^ ! ARGUMENT [docker, ps, -f] na DOUBLE",
        "docker rm $(^ ! COMMAND []  NONE",
        "a; b && c^ ! COMMAND [] c NONE",
        "a &&^ ! COMMAND []  NONE",
        "if a; then ^ ! COMMAND []  NONE",
        "{ a; ^ ! COMMAND []  NONE",
        "echo $HO^ ! ARGUMENT [echo] ? NONE",
        "cat <^ ! REDIRECTION [cat]  NONE",
        "cat > /tm^ ! REDIRECTION [cat] /tm NONE",
        "cat > a ^ ! ARGUMENT [cat]  NONE",
        "A=b^ ! NONE [] A=b NONE",
        "A=b doc^ ! COMMAND [] doc NONE",
        "ls # docker^ ! NONE []  NONE",
        "for i in a b^ ! ARGUMENT [] b NONE",
        "foo ) docker im^ ! ARGUMENT [docker] im NONE",
        "docker im\\^ ! ARGUMENT [docker] im NONE",
      })
  void whatIsBeingTypedIsFound(String text, String expected) {
    int offset = text.indexOf('^');
    Cursor cursor = Cursor.at(text.replace("^", ""), offset);

    String actual =
        String.join(
            " ",
            cursor.position().name(),
            cursor.words().stream().map(Word::raw).toList().toString(),
            cursor.partial().orElse("?"),
            cursor.quote().name());
    assertEquals(expected, actual);
    assertEquals(offset, cursor.partialSpan().end());
  }

  @Test
  void theCommandsBeforeItInThePipelineAreTold() {
    for (String text : List.of("docker ps | grep x | so", "docker ps | grep x | ")) {
      Cursor cursor = Cursor.at(text, text.length());

      assertEquals(
          List.of("docker", "grep"),
          cursor.pipeline().stream().map(command -> command.name().orElseThrow()).toList());
      assertEquals(true, cursor.commandPosition());
    }
  }

  @Test
  void nothingIsExpectedInAHeredoc() {
    String text = "cat <<EOF\ndocker ";

    assertEquals(Cursor.Position.NONE, Cursor.at(text, text.length()).position());
  }
}
