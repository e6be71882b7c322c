package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "docker ps -a # all ! COMMAND:docker WORD:ps OPTION:-a COMMENT:# all",
        "A=1 run x ! VARIABLE:A= WORD:1 COMMAND:run WORD:x",
        "a | b && c & ! COMMAND:a OPERATOR:| COMMAND:b OPERATOR:&& COMMAND:c OPERATOR:&",
        "ls >f 2>&1 ! COMMAND:ls REDIRECTION:> WORD:f REDIRECTION:2>& WORD:1",
        "echo \"a $x b\" ! COMMAND:echo STRING:\"a  VARIABLE:$x STRING: b\"",
        "echo $(ls -l) ! COMMAND:echo VARIABLE:$( COMMAND:ls OPTION:-l VARIABLE:)",
        "if a; then b; fi ! OPERATOR:if COMMAND:a OPERATOR:; OPERATOR:then COMMAND:b OPERATOR:;"
            + " OPERATOR:fi",
        "echo 'open it ! COMMAND:echo STRING:'open it",
        "echo \"a $(ls 'x ! COMMAND:echo STRING:\"a  VARIABLE:$( COMMAND:ls STRING:'x",
        "a ) b -c ! COMMAND:a ERROR:) COMMAND:b OPTION:-c",
        "do ! COMMAND:do",
        "do x ! ERROR:do COMMAND:x",
        "for i in a; do ! OPERATOR:for VARIABLE:i OPERATOR:in WORD:a OPERATOR:; OPERATOR:do",
      })
  void aTextHasItsColours(String text, String tokens) {
    assertEquals(tokens, tokens(text));
  }

  @org.junit.jupiter.api.Test
  void aHeredocReachesToItsDelimiter() {
    assertEquals(
        "COMMAND:cat REDIRECTION:<< WORD:EOF HEREDOC:a\n$b\nEOF COMMAND:ls",
        tokens("cat <<EOF\na\n$b\nEOF\nls"));
    assertEquals("COMMAND:cat REDIRECTION:<< WORD:EOF HEREDOC:a\nb", tokens("cat <<EOF\na\nb"));
  }

  private static String tokens(String text) {
    return Tokens.of(text).stream()
        .map(token -> token.kind() + ":" + token.span().in(text))
        .collect(Collectors.joining(" "));
  }
}
