package dev.stagecraft.builtin.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import dev.stagecraft.testkit.PlainStreams;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each word on one table. */
class RowWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Table ROWS =
      new Table(
          List.of(
              Table.Column.left("names", "NAMES"),
              Table.Column.right("size", "SIZE"),
              Table.Column.left("created", "CREATED"),
              Table.Column.right("took", "TOOK"),
              Table.Column.left("ports", "PORTS")),
          List.of(
              row("web", 7_140_000, 1, 20, List.of("80", "443")),
              row("db", 917_000_000, 30, 3, List.of("5432")),
              row("job 1", 0, 60 * 24 * 3, 900, List.of())));

  private final LastValue last = new LastValue();
  private final List<Command> words =
      RowWords.all(
          Clock.fixed(NOW, ZoneOffset.UTC),
          String::length,
          (rows, block, call) -> rows,
          last,
          value -> Outcome.text("shown " + value + "\n"));
  private final Dispatcher dispatcher = new Dispatcher(new Registry(words));

  private static List<Object> row(
      String name, long size, long minutes, long seconds, List<String> ports) {
    return List.of(
        name,
        new ByteSize(size),
        NOW.minus(Duration.ofMinutes(minutes)),
        Duration.ofSeconds(seconds),
        ports);
  }

  private Outcome run(Table rows, String word, String argument) {
    List<String> called = argument.isEmpty() ? List.of(word) : List.of(word, argument);
    return dispatcher.pipe(rows, called, around());
  }

  private static Dispatcher.Surroundings around() {
    return new Dispatcher.Surroundings(
        Path.of("/"), Map.of(), new PlainStreams(), Progress.none(), Origin.PROMPT);
  }

  private String names(String condition) {
    Outcome outcome = run(ROWS, "where", condition);
    assertEquals(List.of(), outcome.problem().stream().map(Problem::message).toList());
    return String.join(
        ",", outcome.rows().orElseThrow().rows().stream().map(r -> "" + r.get(0)).toList());
  }

  private String refused(String word, String argument) {
    Outcome outcome = run(ROWS, word, argument);
    Problem problem = outcome.problem().orElseThrow();
    return outcome.status() + " " + problem.message() + " · " + problem.hint().orElse("");
  }

  @Test
  void whereComparesByType() {
    assertEquals("db", names("size > 100MB"));
    assertEquals("db", names("size > 100m"));
    assertEquals("web,db", names("size >= 7.14MB"));
    assertEquals("web", names("size = 7140000"));
    assertEquals("web", names("size>6.8MiB and size<7 MiB".replace(" MiB", "MiB")));
    assertEquals("web,db", names("created < 2h"));
    assertEquals("job 1", names("created < 2026-11-22"));
    assertEquals("db", names("took<=3s"));
    assertEquals("job 1", names("took > 1m"));
    assertEquals("web", names("name == web"));
    assertEquals("job 1", names("names = 'job 1'"));
    assertEquals("db,job 1", names("name != web"));
    assertEquals("web,db", names("name =~ '^.{2,3}$'"));
    assertEquals("job 1", names("name !~ \"^.{2,3}$\""));
    assertEquals("web", names("port == 443"));
    assertEquals("db,job 1", names("port != 443"));
  }

  @Test
  void whereJoins() {
    assertEquals("web,job 1", names("name = web or name =~ job"));
    assertEquals("web", names("not (name = db or name =~ job)"));
    assertEquals("web", names("size and not size > 100MB"));
    assertEquals("job 1", names("not ports"));
    assertEquals("web,db,job 1", names("name = web or name = db and size > 1 or not size"));
  }

  @Test
  void whereSaysWhatIsWrong() {
    assertEquals(
        "1 there is no column sizes2 · the columns are names size created took ports",
        refused("where", "sizes2 > 3"));
    assertEquals(
        "1 there is no column crated · did you mean created? the columns are names size created took"
            + " ports",
        refused("where", "crated > 3"));
    assertEquals(
        "1 size is compared with a size, and \"big\" is none · where size > 100MB",
        refused("where", "size > big"));
    assertEquals(
        "1 created is compared with an age or a date, and \"yesterday\" is none · where created < 2h",
        refused("where", "created < yesterday"));
    String more = " · where size > 100MB and repository =~ 'go' · help where";
    assertEquals("1 where needs a condition" + more, refused("where", ""));
    assertEquals("1 where expects a value after >" + more, refused("where", "size >"));
    assertEquals("1 a bracket is not closed" + more, refused("where", "(size > 3"));
    assertEquals("1 \"x\" cannot stand there" + more, refused("where", "size > 3 x"));
    assertEquals("1 a quote is not closed" + more, refused("where", "name = 'x"));
    assertEquals(
        "1 \"(\" is no pattern: Unclosed group · where names =~ 'go-.*'",
        refused("where", "name =~ '('"));
  }

  @Test
  void selectSortFirstCount() {
    assertEquals(
        """
          SIZE   NAMES
        7.1 MB   web
        917 MB   db
           0 B   job 1
        """,
        run(ROWS, "select", "size, name").text());
    Table largest = run(ROWS, "sort", "-size").rows().orElseThrow();
    assertEquals(
        """
        NAMES     SIZE    TOOK
        db      917 MB   3.0 s
        """,
        run(run(largest, "first", "").rows().orElseThrow(), "select", "name size took").text());
    assertEquals(
        List.of("db", "web", "job 1"),
        run(ROWS, "sort", "took").rows().orElseThrow().rows().stream().map(r -> r.get(0)).toList());
    assertEquals("3\n", run(ROWS, "count", "").text());
    assertEquals("2 'count' accepts no arguments · count", refused("count", "x"));
    assertEquals("2 first takes one number, not \"x\" · first 3", refused("first", "x"));
    assertEquals("2 sort needs the name of a column · sort -names", refused("sort", ""));
    assertEquals("2 select needs the names of columns · select names", refused("select", ""));
  }

  @Test
  void toWritesDown() {
    Table small = run(ROWS, "select", "name size took").rows().orElseThrow();
    assertEquals(
        "names,size,took\r\nweb,7140000,20.000\r\ndb,917000000,3.000\r\njob 1,0,900.000\r\n",
        run(small, "to", "csv").text());
    assertEquals(
        "| NAMES | SIZE | TOOK |\n|---|---:|---:|\n| web | 7.1 MB | 20 s |\n",
        run(run(small, "first", "").rows().orElseThrow(), "to", "md").text());
    assertEquals(
        "[\n  {\"names\": \"web\", \"size\": 7140000, \"took\": 20.000}\n]\n",
        run(run(small, "first", "1").rows().orElseThrow(), "to", "json").text());
    assertEquals(
        "2 to takes one format, not \"xml\" · to json, to csv, to md, to text",
        refused("to", "xml"));
  }

  @Test
  void aWordAloneSaysWhereItStands() {
    Outcome outcome = dispatcher.call(List.of("where", "x"), around());
    assertEquals("where works on rows and stands behind a bar", message(outcome));
    assertEquals("\"ls: does not work on rows\"", "\"" + message(run(ROWS, "ls", "")) + "\"");
  }

  private static String message(Outcome outcome) {
    return outcome.problem().orElseThrow().message();
  }

  @Test
  void itIsWhatWasReturned() {
    assertEquals("nothing was returned yet", message(dispatcher.call(List.of("it"), around())));
    last.set(Outcome.text("hello\n"));
    last.set(Outcome.done());
    assertEquals("shown hello\n\n", dispatcher.call(List.of("it"), around()).text());
    last.set(Outcome.rows(ROWS, "x"));
    assertEquals("shown " + ROWS + "\n", dispatcher.call(List.of("it"), around()).text());
  }
}
