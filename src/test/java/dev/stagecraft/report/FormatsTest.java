package dev.stagecraft.report;

import static dev.stagecraft.report.Replayed.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Each format of one run that fails, and of one that goes well, as a whole. */
class FormatsTest {
  private static final String LAB =
      """
      # The lab

      Some *text* with a [link](https://example.org/) and a [place](../other.md).

      <!-- stagecraft:
      app Go: single=a:single multi=a:multi says="850 MB → 15 MB"
      -->

      ## Part 1: Go

      ### Step 1: Build

      | a | b |
      |---|--:|
      | 1 | <script>alert(1)</script> |

      ```bash
      docker build -t a:single .
      docker build -t a:multi .
      ```

      ### Step 2: Look

      1. In a list:

         ```console
         $ ls
         old output
         $ printf ticks
         ```

      > ```sh
      > colours
      > ```

      ```bash
      docker rmi x 2>/dev/null
      ```

      ```yaml
      only: shown
      ```

      ## Part 2: More

      ### Step 3: Fail

      ```bash
      broken now
      ```

      ```bash
      never
      ```

      ### Step 4: Never

      ```bash
      never
      ```
      """;

  private final Replayed replayed = new Replayed();

  @BeforeEach
  void aShell() {
    replayed.engine.images().describe("a:single", 917_000_000, 9, "");
    replayed.engine.images().describe("a:multi", 7_140_000, 4, "appuser");
    replayed
        .shell
        .on(
            "docker build -t a:single",
            "step 1\n",
            0,
            () -> {
              replayed.engine.images().add("a:single");
              replayed.passes(Duration.ofMillis(2500));
            })
        .on(
            "docker build -t a:multi",
            "",
            0,
            () -> {
              replayed.engine.images().add("a:multi");
              replayed.passes(Duration.ofSeconds(65));
            })
        .on("ls", "old output\n", 0)
        .on("printf ticks", "```\ninside\n```\n", 0)
        .on("colours", "\u001b[1;31mred\u001b[0m\r\n\ttab \u0007 10%\r100%\n日本 \u202etfel\n", 0)
        .on("docker rmi", "", 1)
        .on("broken", "broken: no such thing <now> & \"later\"", 3);
  }

  @Test
  void markdownIsTheLabsOwnTextWithWhatCameOfIt() throws IOException {
    assertGolden("run.md", MarkdownReport.write(replayed.run(LAB)));
  }

  @Test
  void theReportOfALabWithoutOutputsChangesNoLineOfIt() {
    String lab = "# T\r\n\r\n## S\r\n\r\n```sh\r\ntrue\r\n```\r\n\r\nend  \r\n";
    String report = MarkdownReport.write(replayed.run(lab));
    List<String> lines = new ArrayList<>(List.of(report.split("\n", -1)));
    for (String line : lab.split("\n", -1)) {
      assertTrue(lines.remove(line), line);
    }
  }

  @Test
  void thatOutputsOfABlockAreOthersIsSaidOnce() {
    String lab = "# T\n\n```console\n$ ls\none\n$ ls -l\ntwo\n```\n";
    String report = MarkdownReport.write(replayed.run(lab));
    assertEquals(
        2, report.split("the output is not the one that the lab shows", -1).length, report);
  }

  @Test
  void htmlIsOnePage() throws IOException {
    String page = HtmlReport.write(replayed.run(LAB));
    String body = page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
    assertGolden("run.html", body);
    assertFalse(page.contains("<script>alert"), page);
    assertFalse(page.replaceAll("href=\"https://example.org/\"", "").contains("http://"), page);
    assertFalse(page.contains("src="), page);
  }

  @Test
  void junitHasACaseABlock() throws Exception {
    String xml = JUnitReport.write(replayed.run(LAB));
    assertGolden("run.xml", xml);
    Document read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertEquals(7, read.getElementsByTagName("testcase").getLength());
    assertEquals(1, read.getElementsByTagName("failure").getLength());
    assertEquals(2, read.getElementsByTagName("skipped").getLength());
    assertTrue(
        read.getElementsByTagName("system-out").item(2).getTextContent().contains("10%\r100%"));
  }

  @Test
  void eventsAreAnObjectALine() throws IOException {
    String lines = EventLines.write(replayed.timeline(LAB), Optional.empty());
    assertGolden("run.jsonl", lines);
    ObjectMapper json = new ObjectMapper();
    double before = 0;
    for (String line : lines.lines().skip(1).toList()) {
      JsonNode event = json.readTree(line);
      assertTrue(event.get("at").asDouble() >= before, line);
      before = event.get("at").asDouble();
    }
  }

  @Test
  void aCastTypesCommandsAndKeepsTheTimes() throws IOException {
    Timeline timeline = replayed.timeline(LAB);
    assertGolden("run.cast", Cast.write(timeline, Optional.empty(), CastVersion.V2));
    assertGolden("run-v3.cast", Cast.write(timeline, Optional.empty(), CastVersion.V3));
  }

  @Test
  void theIntervalsOfVersion3AddUpToTheTimesOfVersion2() throws IOException {
    Timeline timeline = replayed.timeline(LAB);
    List<Double> times = times(Cast.write(timeline, Optional.empty(), CastVersion.V2));
    double sum = 0;
    List<Double> intervals = times(Cast.write(timeline, Optional.empty(), CastVersion.V3));
    for (int i = 0; i < times.size(); i++) {
      sum += intervals.get(i);
      assertEquals(times.get(i), sum, 0.002);
    }
  }

  private static List<Double> times(String cast) throws IOException {
    List<Double> times = new ArrayList<>();
    for (String line : cast.lines().skip(1).toList()) {
      times.add(new ObjectMapper().readTree(line).get(0).asDouble());
    }
    return times;
  }

  @Test
  void aRunThatIsEndedHasTheBlockThatWasRunningInEveryFormat() {
    replayed.shell.on("never", "begun\n", 0, () -> Thread.currentThread().interrupt());
    String lab =
        "# T\n## Step 1: A\n```sh\nls\n```\n## Step 2: B\n```sh\nnever\nls\n```\n"
            + "## Step 3: C\n```sh\nls\n```\n";
    Timeline timeline = replayed.timeline(lab);
    Run run = Run.of(timeline, Optional.empty());
    assertEquals(
        List.of(Run.State.PASSED, Run.State.INTERRUPTED, Run.State.NOT_RUN),
        run.steps().stream().map(Run.Step::state).toList());
    assertTrue(MarkdownReport.write(run).contains("ended while it ran"));
    assertTrue(HtmlReport.write(run).contains("ended while it ran"));
    assertTrue(JUnitReport.write(run).contains("<error type=\"cancelled\""));
    assertTrue(EventLines.write(timeline, Optional.empty()).contains("\"cancelled\":true"));
    assertTrue(Cast.write(timeline, Optional.empty(), CastVersion.V3).endsWith("\"x\",\"130\"]\n"));
  }
}
