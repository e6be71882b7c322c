package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Question marks that ask for help, and those that are the shell's. */
class AskingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ?|help
          replay ?|help replay
          docker network create ?|help docker network create
          ls ?|ls ?
          docker rm web?|docker rm web?
          echo a; replay ?|echo a; replay ?
          docker inspect a.txt ?|docker inspect a.txt ?
          """)
  void isSpelledOut(String typed, String spelled) {
    assertEquals(spelled, Asking.spelled(typed, FirstWords::include));
  }
}
