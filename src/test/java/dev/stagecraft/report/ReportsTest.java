package dev.stagecraft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.replay.ReplayEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run's reports. */
class ReportsTest {
  @TempDir Path folder;

  private Reports open(String... names) {
    return Reports.open(
        List.of(names),
        folder,
        folder.resolve("lab.md"),
        CastVersion.V2,
        Clock.systemUTC(),
        System::nanoTime);
  }

  private String refused(String... names) {
    Problem problem = assertThrows(ProblemException.class, () -> open(names)).problem();
    return problem.code() + ": " + problem.message() + " | " + problem.hint().orElse("");
  }

  private static ReplayEvent begun() {
    return new ReplayEvent.LabBegun(LabReader.read("lab.md", "# T\n```sh\ntrue\n```\n"));
  }

  @Test
  void allFilesAreWrittenOnceFromOneRunThatBrokeOff() throws IOException {
    Reports reports = open("out/a.md", "out/a.html", "out/a.xml", "out/a.jsonl", "out/b/a.cast");
    reports.on(begun());
    reports.broke(Problem.of("engine.gone", "the engine went away"));
    Thread.currentThread().interrupt();
    reports.close();
    assertTrue(Thread.interrupted());
    for (String name : reports.names()) {
      String text = Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
      assertTrue(text.contains("the engine went away"), name + text);
    }
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(5, files.count(), "four files, a folder, nothing else");
    }
    Files.delete(folder.resolve("out/a.md"));
    reports.close();
    assertTrue(Files.notExists(folder.resolve("out/a.md")));
  }

  @Test
  void aReportThatCannotBeWrittenKeepsNoneOfTheOthersFromIt() throws IOException {
    Reports reports = open("gone/a.xml", "a.jsonl");
    reports.on(begun());
    Files.delete(folder.resolve("gone"));
    Problem problem = assertThrows(ProblemException.class, reports::close).problem();
    assertEquals("replay.report", problem.code());
    assertTrue(Files.exists(folder.resolve("a.jsonl")));
  }

  @Test
  void namesThatCannotBeAreRefusedBeforeAnything() throws IOException {
    Files.writeString(folder.resolve("file"), "", StandardCharsets.UTF_8);
    Files.createDirectory(folder.resolve("dir.md"));
    Files.writeString(folder.resolve("lab.md"), "", StandardCharsets.UTF_8);
    assertEquals(
        "usage.suffix: no kind of report goes with a.pdf | end its name in .md, .html, .xml, .jsonl"
            + " or .cast",
        refused("a.pdf"));
    assertEquals(
        "usage.report: two reports would go to x/../a.md | give each report a file of its own",
        refused("a.md", "x/../a.md"));
    assertEquals(
        "usage.report: the report lab.md would replace the lab itself | give the report a name of"
            + " its own",
        refused("lab.md"));
    assertEquals(
        "usage.report: dir.md is a folder | name a file in it: dir.md/report.md",
        refused("dir.md"));
    assertEquals(
        "usage.report: the folder of the report file/a.md cannot be made: "
            + folder.resolve("file")
            + " (a file is in the way) | give the report a file in a folder of yours",
        refused("file/a.md"));
    assertEquals(
        "usage.report: the folder of the report /proc/none/a.md cannot be made: /proc/none"
            + " (the file system has no place for it) | give the report a file in a folder of"
            + " yours",
        refused("/proc/none/a.md"));
  }

  @Test
  void ofAHugeOutputTheBeginningAndTheEndAreKept() {
    Timeline timeline = new Timeline(java.time.Instant.EPOCH, System::nanoTime);
    byte[] line = "0123456789 äöü 日本\n".getBytes(StandardCharsets.UTF_8);
    long all = 0;
    for (int i = 0; i < 100_000; i++) {
      timeline.on(new ReplayEvent.Output(line));
      all += line.length;
    }
    long kept = 0;
    long omitted = 0;
    for (Moment moment : timeline.moments()) {
      byte[] bytes = ((ReplayEvent.Output) moment.event()).bytes();
      assertTrue(Bytes.text(bytes).isPresent(), "a character was cut in two");
      assertEquals('\n', bytes[bytes.length - 1]);
      kept += bytes.length;
      omitted += moment.omitted();
    }
    assertEquals(all, kept + omitted);
    assertTrue(kept <= Timeline.FIRST + Timeline.LAST && kept > Timeline.FIRST, "kept " + kept);
  }

  @Test
  void anOutputThatFitsIsWhole() {
    Timeline timeline = new Timeline(java.time.Instant.EPOCH, System::nanoTime);
    int all = 0;
    for (int i = 0; i < 250; i++) {
      timeline.on(new ReplayEvent.Output(new byte[1000]));
      all += 1000;
    }
    int kept =
        timeline.moments().stream()
            .mapToInt(moment -> ((ReplayEvent.Output) moment.event()).bytes().length)
            .sum();
    assertEquals(all, kept);
    assertTrue(timeline.moments().stream().allMatch(moment -> moment.omitted() == 0));
    assertTrue(timeline.elapsed().compareTo(Duration.ZERO) >= 0);
  }
}
