package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.ShellText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bash's own judgement of where a statement ends, and the lexer's. */
class OracleTest {
  private static Oracle oracle;

  @BeforeAll
  static void open() {
    Path bash = BashShell.find(System.getenv("PATH")).orElseThrow();
    oracle = new Oracle(bash);
  }

  @AfterAll
  static void close() {
    oracle.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
          echo a => COMPLETE
          echo 'a => INCOMPLETE
          echo "a $(b => INCOMPLETE
          echo a \\ => INCOMPLETE
          echo a \\\\ => COMPLETE
          \\ => INCOMPLETE
          # comment \\ => COMPLETE
          echo a | => INCOMPLETE
          echo a && => INCOMPLETE
          echo a |\\ => INCOMPLETE
          if true; then => INCOMPLETE
          for i in 1 2; do echo $i; done => COMPLETE
          f() { => INCOMPLETE
          cat <<EOF => INCOMPLETE
          cat <<EOF@a@EOF => COMPLETE
          cat <<EOF@a => INCOMPLETE
          [[ a && => INCOMPLETE
          case a in => INCOMPLETE
          x=(a => INCOMPLETE
          echo $((1 + => INCOMPLETE
          done => WRONG
          echo ) => WRONG
          ; => WRONG
          echo <<< => WRONG
          """)
  void judgesAsTheLexerDoes(String text, Completeness expected) throws IOException {
    String lines = text.replace('@', '\n');
    assertEquals(expected, oracle.state(lines, ":"), lines);
    assertEquals(expected, ShellText.read(lines).end(), lines);
  }
}
