package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** All reports of one run: of one that goes well, and of one that fails. */
class ReportsIT {
  private static final List<String> SUFFIXES = List.of(".md", ".html", ".xml", ".jsonl", ".cast");

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

  private String report(String suffix) throws IOException {
    return Files.readString(folder.resolve("out/run" + suffix), StandardCharsets.UTF_8);
  }

  private Stagecraft.Ended replay(String lab, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("replay", lab));
    for (String suffix : SUFFIXES) {
      words.addAll(List.of("--report", folder.resolve("out/run" + suffix).toString()));
    }
    words.addAll(List.of(more));
    return stagecraft.run(words.toArray(String[]::new));
  }

  @Test
  void oneRunWritesAllOfThem() throws Exception {
    Stagecraft.Ended ended = replay("labs/first-look/README.md");
    assertEquals(0, ended.status(), ended.out() + ended.err());
    String hello = "Hello from an image that holds one file";
    for (String suffix : SUFFIXES) {
      assertTrue(report(suffix).contains(hello), suffix);
    }
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("out/run.xml").toFile());
    assertEquals(12, xml.getElementsByTagName("testcase").getLength());
    assertEquals(0, xml.getElementsByTagName("failure").getLength());
    ObjectMapper json = new ObjectMapper();
    long built = 0;
    for (String line : report(".jsonl").lines().toList()) {
      built += json.readTree(line).get("event").asText().equals("image-built") ? 1 : 0;
    }
    assertEquals(2, built);
    assertEquals(
        2, json.readTree(report(".cast").lines().findFirst().orElse("")).get("version").asInt());
    assertEquals(5, report(".cast").lines().filter(line -> line.contains(",\"m\",")).count());
    assertTrue(report(".md").contains("```text\n" + hello + "\n```\n"));
  }

  @Test
  void aRunThatFailsWritesAllOfThemWithoutTheSecret() throws IOException {
    Path lab = folder.resolve("lab.md");
    Files.writeString(
        lab,
        """
        # T
        ## Step 1: Tell
        ```bash
        printf 'it is open'; printf 'sesame\\n'
        ls /there/is/no/such/place
        ```
        """,
        StandardCharsets.UTF_8);
    stagecraft.with("MINE", "opensesame");
    Stagecraft.Ended ended = replay(lab.toString(), "--secret", "MINE");
    assertEquals(1, ended.status(), ended.err());
    assertTrue(ended.out().contains("it is ***\n"), ended.out());
    for (String suffix : SUFFIXES) {
      assertTrue(report(suffix).contains("/there/is/no/such/place"), suffix);
      assertTrue(report(suffix).contains("it is ***"), suffix + report(suffix));
      assertTrue(!report(suffix).contains("opensesame"), suffix);
    }
  }

  @Test
  void aReportOfAnUnknownKindIsRefusedBeforeTheLabBegins() {
    Stagecraft.Ended ended =
        stagecraft.run("replay", "labs/first-look/README.md", "--report", "run.pdf");
    assertEquals(2, ended.status());
    assertEquals("", ended.out());
    assertTrue(
        ended.err().contains("end its name in .md, .html, .xml, .jsonl or .cast"), ended.err());
  }
}
