package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab for newcomers: replayed, planned, and its table in four formats. */
class FirstLookIT {
  private static final String LAB = "labs/first-look/README.md";

  @TempDir private Path folder;
  private RealEngine real = RealEngine.assumed();
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() {
    stagecraft = new Stagecraft(folder, real.environment());
  }

  @AfterEach
  void leaveNothing() {
    real.close();
  }

  private static String expected(String name) throws IOException {
    try (InputStream in = FirstLookIT.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not among the test resources: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void replayShowsEveryStepAndLeavesNothing() throws IOException {
    Stagecraft.Ended ended = stagecraft.run("replay", LAB);
    // Images of one second have no order of their own, in docker's list as in ours.
    String out =
        Masks.of(Masks.withoutBuildLog(ended.out()))
            .replaceFirst(
                "(?m)^(first-look   everything .*\\n)(first-look   program .*\\n)", "$2$1");
    assertAll(
        () -> assertEquals(0, ended.status(), ended.err()),
        () -> assertEquals(expected("first-look.txt"), out),
        () ->
            assertEquals(
                "removed N cache records (SIZE), work folder · TIME\n",
                Masks.of(ended.err())
                    .replaceFirst(" · \\d+ other containers? w(as|ere) never touched", "")
                    .replaceAll(
                        "\\d+ cache records? \\([0-9.]+ [kM]?B\\)", "N cache records (SIZE)")),
        () -> assertTrue(stagecraft.sessions().isEmpty(), stagecraft.sessions().toString()));
  }

  @Test
  void planDoesNothing() throws IOException {
    Stagecraft.Ended ended =
        new Stagecraft(folder).with("DOCKER_HOST", "unix:///none").run("replay", LAB, "--plan");
    assertEquals(new Stagecraft.Ended(0, expected("first-look.plan.txt"), ""), ended);
  }

  @Test
  void tablesInFourFormats() throws IOException {
    Path text = folder.resolve("sizes.txt");
    Path markdown = folder.resolve("sizes.md");
    Path csv = folder.resolve("sizes.csv");
    Path json = folder.resolve("sizes.json");
    for (Path file : new Path[] {text, markdown, csv, json}) {
      Stagecraft.Ended ended = stagecraft.run("replay", LAB, "--table", file.toString());
      assertEquals(0, ended.status(), ended.err());
      assertTrue(ended.err().startsWith("the table is in " + file + "\n"), ended.err());
    }
    assertAll(
        () -> assertEquals(expected("first-look.table.txt"), table(text)),
        () -> assertEquals(expected("first-look.table.md"), table(markdown)),
        () -> assertEquals(expected("first-look.table.csv"), seconds(Files.readString(csv))),
        () -> {
          JsonNode rows = new ObjectMapper().readTree(Files.readString(json));
          assertEquals(
              new ObjectMapper().readTree(expected("first-look.table.json")),
              new ObjectMapper()
                  .readTree(
                      rows.toString().replaceAll("((?:Seconds|CachedSteps)\"):[0-9.]+", "$1:0")));
        });
  }

  /** Columns as wide as a time are as wide as the time is long. */
  private static String table(Path file) throws IOException {
    return Masks.of(Files.readString(file)).replaceAll("-{2,}", "--");
  }

  private static String seconds(String csv) {
    // Lines of CSV end as RFC 4180 says.
    return csv.replaceAll("\r\n", "\n")
        .replaceAll(",\\d+\\.\\d+,(\\d+),\\d+(?=,(?:true|false))", ",SECONDS,$1,CACHED");
  }
}
