package dev.stagecraft.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final Map<String, String> HEADERS =
      Map.of("Repository", "REPOSITORY", "Tag", "TAG", "Size", "SIZE");

  private static final List<Fields> ROWS =
      List.of(
          row("go-app", "multistage", "7.14MB"),
          row("<none>", "<none>", "917MB"),
          row("a-repository-with-a-long-name", "1", "0B"));

  private static Fields row(String repository, String tag, String size) {
    return Fields.row(
        "*formatter.imageContext",
        Map.of("Repository", repository, "Tag", tag, "Size", size),
        Map.of("Label", Function.of(a -> "label:" + a.get(0), Function.Kind.STRING)));
  }

  private static String written(String format) {
    return new Listing(format, HEADERS).text(ROWS);
  }

  @Test
  void layoutsATable() {
    assertEquals(
        """
        REPOSITORY                      TAG          SIZE
        go-app                          multistage   7.14MB
        <none>                          <none>       917MB
        a-repository-with-a-long-name   1            0B
        """,
        written("table {{.Repository}}\\t{{.Tag}}\\t{{.Size}}"));
  }

  @Test
  void headerKeepsColumnNamesThroughFunctions() {
    assertEquals(
        """
        SIZE      <no value>:TAG
        7.14MB    go:MULTISTAGE
        917MB     <n:<NONE>
        0B        a-:1
        """
            .replace("<no value>", "REPOSITORY"),
        written("table {{.Size}}\t{{truncate .Repository 2}}:{{upper .Tag}}"));
  }

  @Test
  void writesJsonAsTheFormatterDoes() {
    assertEquals(
        """
        {"Repository":"go-app","Size":"7.14MB","Tag":"multistage"}
        {"Repository":"\\u003cnone\\u003e","Size":"917MB","Tag":"\\u003cnone\\u003e"}
        {"Repository":"a-repository-with-a-long-name","Size":"0B","Tag":"1"}
        """,
        written("json"));
  }

  @Test
  void callsMethods() {
    assertEquals("label:a\nlabel:a\nlabel:a\n", written("{{.Label \"a\"}}"));
  }

  @Test
  void aFieldThatIsNotThere() {
    ProblemException failed = assertThrows(ProblemException.class, () -> written("{{.Foo}}"));
    assertEquals(
        "template parsing error: template: :1:2: executing \"\" at <.Foo>: can't evaluate field Foo"
            + " in type *formatter.imageContext",
        failed.problem().message());
  }

  @Test
  void aTemplateThatIsNone() {
    ProblemException failed = assertThrows(ProblemException.class, () -> written("{{.Foo"));
    assertEquals(
        "template parsing error: template: :1: unclosed action", failed.problem().message());
  }

  @Test
  void anEmptyTableHasItsHeader() {
    assertEquals(
        "REPOSITORY   TAG       SIZE\n",
        new Listing("table {{.Repository}}\t{{.Tag}}\t{{.Size}}", HEADERS).text(List.of()));
  }

  @Test
  void widthsAreOfNeighboursAndWideCharactersCountTwo() {
    assertEquals(
        "a              \u65e5\u672c           x\nbbbbbbbbbbbb   c              x\n\nd         e\n",
        new TabbedText(10, 3)
            .layOut("a\t\u65e5\u672c\tx\nbbbbbbbbbbbb\tcccccccccccc\tx\n\nd\te\n")
            .replace("cccccccccccc", "c           "));
  }

  @Test
  void durationsInWords() {
    assertEquals(
        "Less than a second|1 second|59 seconds|About a minute|59 minutes|About an hour|2 hours|47"
            + " hours|2 days|13 days|2 weeks|8 weeks|2 months|23 months|2 years",
        String.join(
            "|",
            List.of(
                    0,
                    1,
                    59,
                    119,
                    3599,
                    5399,
                    5400,
                    170_000,
                    172_800,
                    1_200_000,
                    1_209_600,
                    5_180_000,
                    5_184_000,
                    62_000_000,
                    63_072_000)
                .stream()
                .map(s -> Human.duration(Duration.ofSeconds(s)))
                .toList()));
  }

  @Test
  void portsAreJoinedIntoRanges() {
    assertEquals(
        "0.0.0.0:80->80/tcp, [::]:80->80/tcp, 9000-9002/tcp, 0.0.0.0:8081->8080/tcp",
        Human.ports(
            List.of(
                new Human.Port("0.0.0.0", 8080, 8081, "tcp"),
                new Human.Port("", 9002, 0, "tcp"),
                new Human.Port("::", 80, 80, "tcp"),
                new Human.Port("", 9000, 0, "tcp"),
                new Human.Port("0.0.0.0", 80, 80, "tcp"),
                new Human.Port("", 9001, 0, "tcp"))));
  }

  @Test
  void longTextIsCut() {
    assertEquals("docker-entrypoint.s\u2026", Human.ellipsis("docker-entrypoint.sh nginx", 20));
    assertEquals("\u65e5\u672c\u2026", Human.ellipsis("\u65e5\u672c\u8a9e\u8a9e", 6));
    assertEquals("0123456789ab", Human.shortId("sha256:0123456789abcdef"));
  }

  @Test
  void anyTextIsReadOrRefused() {
    long seed = 42;
    Random random = new Random(seed);
    String pieces = "{{}}-/* */.$|:=,()'\"`\\ \n\t0aZ\u00b5";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(16); j >= 0; j--) {
        text.append(random.nextInt(4) == 0 ? "{{" : "")
            .append(pieces.charAt(random.nextInt(pieces.length())))
            .append(random.nextInt(6) == 0 ? "}}" : "");
      }
      try {
        String unused = Template.parse(text.toString()).render(Map.of("a", "b"));
      } catch (ProblemException refused) {
        assertEquals("template", refused.problem().area(), "seed " + seed + ": " + text);
      }
    }
  }
}
