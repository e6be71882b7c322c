package dev.stagecraft.builtin.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.core.Problem;
import dev.stagecraft.testkit.PlainStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export}: what is written where, and what is refused. */
class ExportCommandTest {
  @TempDir Path folder;

  private void lab(String text) throws IOException {
    Files.writeString(folder.resolve("lab.md"), text, StandardCharsets.UTF_8);
  }

  private Outcome export(String... words) {
    List<Command> commands = List.of(new ExportCommand());
    return new Dispatcher(new Registry(commands))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                folder, Map.of(), new PlainStreams(), Progress.none(), Invocation.Origin.BATCH));
  }

  private static String said(Outcome outcome) {
    Problem problem = outcome.problem().orElseThrow();
    return outcome.status() + " " + problem.message() + "; " + problem.hint().orElse("");
  }

  @Test
  void printsAScript() throws IOException {
    lab("# L\n\n```bash\necho hi\n```\n");
    Outcome outcome = export("export", "--as", "bash", "lab.md");
    assertEquals(0, outcome.status());
    assertEquals(List.of(), outcome.remarks());
    assertTrue(outcome.text().startsWith("#!/usr/bin/env bash\n# L\n"), outcome.text());
    assertTrue(outcome.text().endsWith("echo hi\nlab_ended $? 4\n\nexit 0\n"), outcome.text());
  }

  @Test
  void writesAFileThatRuns() throws IOException {
    lab("# L\n\n```bash\necho hi\n```\n\n```stagecraft\nsession\n```\n");
    Outcome outcome = export("export", "--as=bash", "lab.md", "-o", "lab.sh");
    assertEquals("", outcome.text());
    assertEquals(
        List.of(
            "line 7 is left out: commands of Stagecraft's own need Stagecraft",
            "the script is in lab.sh"),
        outcome.remarks());
    assertTrue(Files.isExecutable(folder.resolve("lab.sh")));
    assertTrue(Files.readString(folder.resolve("lab.sh")).contains("\necho hi\n"));
  }

  @Test
  void refusesWhatItCannotWrite() throws IOException {
    lab("# L\n\n```bash\ndocker stop <id>\n```\n");
    assertAll(
        () ->
            assertEquals(
                "2 <id> stands for something of your own; write a value in its place, or"
                    + " <!-- stagecraft: skip --> above the block",
                said(export("export", "--as", "bash", "lab.md"))),
        () ->
            assertEquals(
                "2 tape is nothing that a lab is written as; export --as bash FILE",
                said(export("export", "--as", "tape", "lab.md"))),
        () ->
            assertEquals(
                "2 export to what: --as is missing; export --as bash FILE",
                said(export("export", "lab.md"))),
        () ->
            assertEquals(
                "2 there is no file no.md; the folder is " + folder,
                said(export("export", "--as", "bash", "no.md"))));
    lab("# L\n\n```bash\necho hi\n```\n");
    assertEquals(
        "1 the script no/lab.sh cannot be written: there is no such folder;"
            + " give another file to --output, or none: it is printed then",
        said(export("export", "--as", "bash", "lab.md", "-o", "no/lab.sh")));
  }

  @Test
  void bashKeepsItsOwnExport() {
    assertAll(
        () -> assertTrue(ExportCommand.isTheShells(List.of("export"))),
        () -> assertTrue(ExportCommand.isTheShells(List.of("export", "-p"))),
        () -> assertTrue(ExportCommand.isTheShells(List.of("export", "--", "as=1"))),
        () -> assertTrue(ExportCommand.isTheShells(List.of("export", "A=--as"))),
        () -> assertFalse(ExportCommand.isTheShells(List.of("export", "--as", "bash", "x.md"))),
        () -> assertFalse(ExportCommand.isTheShells(List.of("export", "--as=bash", "x.md"))),
        () -> assertFalse(ExportCommand.isTheShells(List.of("images"))));
  }
}
