package dev.stagecraft.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One table in every format. */
class TableFormatTest {
  private static final Table TABLE =
      new Table(
          List.of(
              Table.Column.left("app", "Application"),
              Table.Column.right("single", "single"),
              Table.Column.right("took", "built in")),
          List.of(
              List.of("Go | alpine", new ByteSize(917_000_000), Duration.ofMillis(20_230)),
              List.of("a \"b\", c", new ByteSize(7_140_000), Duration.ofMillis(830))));

  @Test
  void text() {
    assertEquals(
        """
        Application   single   built in
        Go | alpine   917 MB       20 s
        a "b", c      7.1 MB      0.8 s
        """,
        TableFormat.TEXT.write(TABLE, String::length));
  }

  @Test
  void markdown() {
    assertEquals(
        """
        | Application | single | built in |
        |---|---:|---:|
        | Go \\| alpine | 917 MB | 20 s |
        | a "b", c | 7.1 MB | 0.8 s |
        """,
        TableFormat.MARKDOWN.write(TABLE, String::length));
  }

  @Test
  void csv() {
    assertEquals(
        "app,single,took\r\nGo | alpine,917000000,20.230\r\n\"a \"\"b\"\", c\",7140000,0.830\r\n",
        TableFormat.CSV.write(TABLE, String::length));
  }

  @Test
  void json() {
    assertEquals(
        """
        [
          {"app": "Go | alpine", "single": 917000000, "took": 20.230},
          {"app": "a \\"b\\", c", "single": 7140000, "took": 0.830}
        ]
        """,
        TableFormat.JSON.write(TABLE, String::length));
  }
}
