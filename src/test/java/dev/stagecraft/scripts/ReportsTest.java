package dev.stagecraft.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/check} makes of the tests' reports. */
class ReportsTest {
  private static final String CLI =
      "no docker CLI 28 here: Docker version 20.10.24+dfsg1, build 297e128";

  @TempDir private Path folder;

  private void report(String name, int tests, int failed, String... reasons) throws IOException {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append("<testsuite version=\"3.0.2\" name=\"" + name + "\" time=\"0.2\" tests=\"" + tests);
    text.append(
        "\" errors=\"0\" skipped=\"" + reasons.length + "\" failures=\"" + failed + "\">\n");
    for (String reason : reasons) {
      text.append(
          "  <testcase name=\"x\">\n    <skipped type=\"org.opentest4j.TestAbortedException\">");
      text.append(
          "<![CDATA[org.opentest4j.TestAbortedException: " + reason + "\n\tat some.Place\n");
      text.append("]]></skipped>\n  </testcase>\n");
    }
    Files.writeString(folder.resolve("TEST-" + name + ".xml"), text + "</testsuite>\n");
  }

  private String bash(String line) throws IOException, InterruptedException {
    Path script =
        Path.of(System.getProperty("stagecraft.home", "."))
            .resolve("scripts/lib/reports.bash")
            .toAbsolutePath();
    Process process =
        new ProcessBuilder("bash", "-c", ". '" + script + "'; " + line, "bash", folder.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
    return said;
  }

  @Test
  void skipsAreCountedAndTheirReasonsTold() throws Exception {
    report("a.OneTest", 12, 0);
    report("a.CliIT", 5, 0, CLI, CLI, CLI);
    report("a.OtherIT", 4, 1, "no engine: ABSENT at unix:///var/run/docker.sock", CLI);
    assertEquals("21 1 5 4\n", bash("report_counts \"$1\""));
    assertEquals(
        "skipped    3 in a.CliIT: "
            + CLI
            + "\n"
            + "skipped    1 in a.OtherIT: "
            + CLI
            + "\n"
            + "skipped    1 in a.OtherIT: no engine: ABSENT at unix:///var/run/docker.sock\n",
        bash("report_skips \"$1\""));
  }

  @Test
  void aTestThatPassesOnlyAtItsSecondRunIsNamed() throws Exception {
    Files.writeString(
        folder.resolve("TEST-a.LateIT.xml"),
        """
        <testsuite name="a.LateIT" tests="2" errors="0" skipped="0" failures="0" flakes="1">
          <testcase name="first" classname="a.LateIT" time="1.0"/>
          <testcase name="second" classname="a.LateIT" time="2.0">
            <flakyFailure message="late" type="java.lang.AssertionError"><stackTrace>x</stackTrace>
            </flakyFailure>
          </testcase>
        </testsuite>
        """);
    assertEquals("2 0 0 0\n", bash("report_counts \"$1\""));
    assertEquals(
        "flaky      a.LateIT.second failed once and passed when it was run again\n",
        bash("report_flakes \"$1\""));
  }

  @Test
  void nothingIsNothing() throws Exception {
    assertEquals("0 0 0 0\n", bash("report_counts \"$1\" \"$1/none\""));
    assertEquals("", bash("report_skips \"$1\""));
  }
}
