package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other outputs in a lab's text, and nothing else. */
class LabEditTest {
  private static List<LabStatement> recorded(Lab lab) {
    return lab.blocks().stream()
        .flatMap(block -> OutputFences.statements(block).stream())
        .filter(statement -> statement.recording().shown())
        .toList();
  }

  /** The text with these outputs, one a recorded output of it, and where one was left. */
  private static String edited(String text, String... outputs) {
    Lab lab = LabReader.read("lab.md", text);
    List<LabStatement> statements = recorded(lab);
    List<LabEdit.Change> changes = new ArrayList<>();
    for (int i = 0; i < outputs.length; i++) {
      changes.add(
          new LabEdit.Change(
              statements.get(i).recording().origins().get(0).line(),
              List.of(outputs[i].split("\n", -1))));
    }
    LabEdit.Edited edited = LabEdit.apply(lab, changes);
    StringBuilder all = new StringBuilder(edited.text());
    edited.left().forEach(place -> all.append("left ").append(place.line()).append('\n'));
    return all.toString();
  }

  @Test
  void lineEndsBlanksAndSignsStay() {
    assertEquals(
        "# T  \r\n\r\n> - x\r\n>   ```console  \r\n>   $ a\t \r\n>   one\r\n>   new\r\n>\r\n"
            + ">   \t2  \r\n>   ```\r\nend\t",
        edited(
            "# T  \r\n\r\n> - x\r\n>   ```console  \r\n>   $ a\t \r\n>   1\r\n>   \t2  \r\n"
                + ">   ```\r\nend\t",
            "one\nnew\n\n\t2  "));
  }

  @Test
  void severalOutputsOfOneFenceAndAFenceOfItsOwn() {
    assertEquals(
        """
        1. list
           ~~~
           $ a
           A

           $ b

           $ c
           C
             CC
           ~~~
        2. more
           ```bash
           d
           ```

           ```text
           D
           ```
        """,
        edited(
            """
            1. list
               ~~~
               $ a
               1

               $ b
               2
               $ c
               3
               ~~~
            2. more
               ```bash
               d
               ```

               ```text
               4
               5
               ```
            """,
            "A\n",
            "",
            "C\n  CC",
            "D"));
  }

  @Test
  void aFenceGrowsWhereTheOutputWouldCloseIt() {
    assertEquals(
        "- x\n  ````console\n  $ cat\n  ```\n  x\n  ```\n  ````\n",
        edited("- x\n  ```console\n  $ cat\n  x\n  ```\n", "```\nx\n```"));
    assertEquals("```console\n$ cat\n~~~\n```\n", edited("```console\n$ cat\nx\n```\n", "~~~"));
  }

  @Test
  void whatWouldBeReadAsSomethingElseIsLeft() {
    assertEquals(
        "```console\n$ a\nA\n$ b\n2\n```\nleft 5\n",
        edited("```console\n$ a\n1\n$ b\n2\n```\n", "A", "$ echo\nx"));
    String unmarked = "```bash\na\n```\n```\nx\n```\n";
    assertEquals(unmarked + "left 5\n", edited(unmarked, "docker ps"));
  }

  @Test
  void nothingElseEverChanges() {
    Random random = new Random(42);
    String[] ends = {"\n", "\r\n"};
    String[] prefixes = {"", "> ", "   ", "> > "};
    String[] words = {"a", "", "  b", "c  ", "```", "~~~~", "# x", "- y", "\tz", "ü 漢"};
    int made = 0;
    for (int round = 0; round < 300; round++) {
      String end = ends[random.nextInt(ends.length)];
      String prefix = prefixes[random.nextInt(prefixes.length)];
      List<String> lines = new ArrayList<>(List.of("before  ", ""));
      if (prefix.isBlank() && !prefix.isEmpty()) {
        lines.add("1. item");
      }
      lines.add(prefix + "`````console");
      lines.add(prefix + "$ first");
      lines.add(prefix + "old 1");
      lines.add(prefix + "old 2");
      lines.add(prefix + "$ second");
      lines.add(prefix + "other");
      lines.add(prefix + "`````");
      lines.addAll(List.of("", "after\t"));
      String text = String.join(end, lines) + (random.nextBoolean() ? end : "");
      String[] output = new String[1 + random.nextInt(4)];
      Arrays.setAll(output, i -> words[random.nextInt(words.length)]);
      output[random.nextInt(output.length)] = "old 2";
      String edited = edited(text, String.join("\n", output));
      if (edited.contains("left")) {
        assertEquals(text, edited.replaceAll("left \\d+\n", ""));
        continue;
      }
      made++;
      List<LabStatement> now = recorded(LabReader.read("lab.md", edited));
      assertEquals(List.of("first", "second"), now.stream().map(s -> s.text()).toList());
      assertEquals(
          String.join("\n", output).strip(), String.join("\n", now.get(0).recorded()).strip());
      int first = text.indexOf(prefix + "old 1");
      int last = text.indexOf(prefix + "$ second");
      assertEquals(text.substring(0, first), edited.substring(0, first));
      assertEquals(
          text.substring(last), edited.substring(edited.length() - (text.length() - last)));
    }
    assertEquals(true, made > 250, "made " + made);
  }

  @Test
  void theFileIsReplacedAtOnceWithItsMarkAndRights(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("real.md");
    Files.writeString(file, "\uFEFF```console\n$ a\n1\n```\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(folder.resolve("lab.md"), Path.of("real.md"));
    Lab lab = LabFile.read("lab.md", folder);
    LabFile.write("lab.md", folder, lab, lab.text().replace("1", "2"));
    assertEquals("\uFEFF```console\n$ a\n2\n```\n", Files.readString(file, StandardCharsets.UTF_8));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    ProblemException changed =
        assertThrows(
            ProblemException.class, () -> LabFile.write("lab.md", folder, lab, "anything"));
    assertEquals("lab.md has changed since the replay began", changed.problem().message());
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("lab.md", "real.md"),
          files.map(path -> String.valueOf(path.getFileName())).sorted().toList());
    }
  }
}
