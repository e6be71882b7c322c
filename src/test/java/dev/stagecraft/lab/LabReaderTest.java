package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Markdown that labs are written in, and its traps (labs.md, section 5). */
class LabReaderTest {
  /** A lab in one line a block or statement: what a test compares. */
  private static String outline(String... markdown) {
    List<String> lines = new ArrayList<>();
    Lab lab = LabReader.read("lab.md", String.join("\n", markdown) + "\n");
    for (Lab.Step step : lab.steps()) {
      lines.add("# " + step.part().map(part -> part + " / ").orElse("") + step.title());
      for (Block block : step.blocks()) {
        block.fold(
            commands -> {
              commands.doubt().ifPresent(why -> lines.add("? " + why));
              return add(lines, "$ ", commands.statements());
            },
            file -> lines.add("+ " + file.path()),
            own -> add(lines, "> ", own.statements()),
            shown -> lines.add("- " + shown.why()));
      }
    }
    lab.remarks().forEach(remark -> lines.add("! " + remark));
    return String.join("\n", lines);
  }

  private static boolean add(List<String> lines, String sign, List<LabStatement> statements) {
    for (LabStatement statement : statements) {
      lines.add(
          statement.place().line()
              + ":"
              + statement.place().column()
              + " "
              + sign
              + statement.text().replace("\n", "|"));
      statement.recorded().forEach(line -> lines.add("  = " + line));
    }
    return true;
  }

  private static Problem problem(String... markdown) {
    return assertThrows(
            ProblemException.class,
            () -> LabReader.read("lab.md", String.join("\n", markdown) + "\n"))
        .problem();
  }

  @Test
  void headingsBecomePartsAndSteps() {
    assertEquals(
        """
        # The lab
        5:1 $ mkdir a
        # Part 1 / Step 1
        13:1 $ ls
        # Clean up
        18:1 $ rm -r a""",
        outline(
            "# The lab",
            "",
            "words",
            "```bash",
            "mkdir a",
            "```",
            "## Part 1",
            "",
            "words",
            "",
            "### Step 1",
            "```sh",
            "ls",
            "```",
            "",
            "## Clean up",
            "```bash",
            "rm -r a",
            "```"));
  }

  @Test
  void onlyPromptedLinesAreCommandsWhereThereIsAPrompt() {
    assertEquals(
        """
        # lab.md
        2:3 $ docker ps  # note
          = CONTAINER ID   IMAGE
        4:3 $ echo "a|b" \\|  && echo c
          = a
          = b
        9:3 $ $HOME/bin/x""",
        outline(
            "```console",
            "$ docker ps  # note",
            "CONTAINER ID   IMAGE",
            "$ echo \"a",
            "b\" \\",
            ">   && echo c",
            "a",
            "b",
            "$ $HOME/bin/x",
            "$",
            "```"));
  }

  @Test
  void promptsOfManyKindsAreTakenOffOnce() {
    assertEquals(
        """
        # lab.md
        2:3 $ pwd
        3:14 $ pwd
        4:23 $ docker info""",
        outline("```", "% pwd", "user@host:~$ pwd", "(local) root@node1 ~$ docker info", "```"));
  }

  @Test
  void variablesAreNoPrompts() {
    assertEquals(
        "# lab.md\n2:1 $ $HOME/bin/x\n3:1 $ $(which docker) ps",
        outline("```bash", "$HOME/bin/x", "$(which docker) ps", "```"));
  }

  @Test
  void stringsAndHeredocsOfManyLinesAreOneStatement() {
    assertEquals(
        """
        # lab.md
        2:1 $ echo 'a|b|c' | tee FILE
        5:1 $ cat << 'EOF' > x|```|EOF""",
        outline(
            "~~~bash", "echo 'a", "b", "c' | tee FILE", "cat << 'EOF' > x", "```", "EOF", "~~~"));
  }

  @Test
  void outputBelowCommandsIsNotRun() {
    assertEquals(
        """
        # lab.md
        2:1 $ docker ps
          = CONTAINER ID   IMAGE
        - the output of the commands above
        - a trace of commands
        - text: no language, and it begins with no command known here""",
        outline(
            "```bash",
            "docker ps",
            "```",
            "```",
            "docker ps",
            "CONTAINER ID   IMAGE",
            "```",
            "```bash",
            "+ docker ps",
            "+ true",
            "```",
            "```",
            "REPOSITORY   TAG",
            "```"));
  }

  @Test
  void otherShellsAndOtherPlacesAreNotRun() {
    assertEquals(
        """
        # lab.md
        2:1 $ export X=0
        - for PowerShell
        - for PowerShell
        - typed inside a container or another program
        - typed inside a container or another program
        - dockerfile
        ! line 3 is for PowerShell and is left out""",
        outline(
            "```bash",
            "export X=0",
            "$env:X=0",
            "```",
            "```powershell",
            "Get-Item x",
            "```",
            "```",
            "PS C:\\> docker ps",
            "```",
            "```",
            "/ # ls",
            "```",
            "```",
            "mysql> select 1;",
            "```",
            "```dockerfile",
            "RUN true",
            "```"));
  }

  @Test
  void codeIsFoundWhereverItStands() {
    assertEquals(
        """
        # lab.md
        7:4 $ echo one
        - indented text
        17:1 $ echo two
        23:5 $ echo three
        27:1 $ echo four
        31:1 $ echo five""",
        outline(
            "---",
            "title: x",
            "---",
            "",
            "1. first:",
            "   ```bash",
            "   echo one",
            "   ```",
            "",
            "text",
            "",
            "    indented",
            "",
            "<details>",
            "",
            "```bash",
            "echo two",
            "```",
            "",
            "=== \"Linux\"",
            "",
            "    ```bash",
            "    echo three",
            "    ```",
            "",
            "```bash",
            "echo four",
            "```{{execute}}",
            "",
            "```",
            "echo five",
            "```"));
  }

  @Test
  void noBreakSpacesAreBlanksAndAPipeNeedsNone() {
    assertEquals(
        "# lab.md\n2:1 $ cat x | grep y\n3:1 $ cat x |grep y",
        outline("```bash", "cat x |\u00a0grep y", "cat x |grep y", "```"));
  }

  @Test
  void filesAreFencesWithAPath() {
    assertEquals(
        """
        # lab.md
        + app/Dockerfile
        + compose.yaml
        - python
        + notes.txt
        20:1 $ true""",
        outline(
            "```dockerfile save-as=app/Dockerfile",
            "FROM scratch",
            "```",
            "```yaml title=\"compose.yaml\"",
            "a: 1",
            "```",
            "```python title=\"An example\"",
            "x",
            "```",
            "<!-- stagecraft: save-as=notes.txt -->",
            "```",
            "text",
            "```",
            "",
            "",
            "",
            "",
            "",
            "```bash title=\"run.sh\"",
            "true",
            "```"));
  }

  @Test
  void whatIsNotSureIsSaidAndNotGuessed() {
    assertEquals(
        """
        # lab.md
        ? commands and output are mixed without prompts
        2:1 $ docker images
        3:1 $ REPOSITORY   TAG   IMAGE ID
        7:1 $ docker images
        8:1 $ REPOSITORY   TAG   IMAGE ID""",
        outline(
            "```bash",
            "docker images",
            "REPOSITORY   TAG   IMAGE ID",
            "```",
            "<!-- stagecraft: run -->",
            "```bash",
            "docker images",
            "REPOSITORY   TAG   IMAGE ID",
            "```"));
  }

  @Test
  void annotationsSkipNameAndExpect() {
    Lab lab =
        LabReader.read(
            "lab.md",
            """
            <!-- stagecraft:
              name build
              exit nonzero
              prints /a.c/
              size a:b <= 50% c:d
              size a:b = 1.5MB within 20%
              http http://localhost:80/x status=404 json={"a":{"b":1}} contains="not found"
              app Go: single=a:b multi=c:d says="x → y"
            -->
            ```bash
            false
            ```
            ```bash {.no-run}
            never
            ```
            """);
    Block.Commands block = (Block.Commands) lab.blocks().get(0);
    assertEquals("build", block.settings().name().orElse(""));
    assertEquals("marked .no-run", ((Block.Shown) lab.blocks().get(1)).why());
    assertEquals(
        List.of(new Lab.App("Go", "a:b", "c:d", java.util.Optional.of("x → y"), 8)), lab.apps());
    List<String> texts =
        block.expectations().stream()
            .map(e -> e.toString().replaceAll(", place=Place\\[.*", ""))
            .toList();
    assertEquals(
        """
        Exit[status=OptionalInt.empty
        Prints[text=a.c, pattern=true
        Size[image=a:b, relation=AT_MOST, factor=0.5, other=Optional[c:d], size=Optional.empty, within=0.0
        Size[image=a:b, relation=ABOUT, factor=1.0, other=Optional.empty, size=Optional[1.5 MB], within=0.2
        Http[url=http://localhost:80/x, status=404, json=Optional[{"a":{"b":1}}], contains=Optional[not found]""",
        String.join("\n", texts));
  }

  @Test
  void wrongAnnotationsAreErrorsWithTheirPlace() {
    Problem unknown = problem("<!-- stagecraft: prnts \"x\" -->", "```bash", "true", "```");
    assertEquals("prnts is no directive of a lab", unknown.message());
    assertEquals(
        new Place("lab.md", 1, 18, 5, "<!-- stagecraft: prnts \"x\" -->"),
        unknown.place().orElseThrow());
    assertEquals(
        "~ is no sign for two sizes",
        problem("<!-- stagecraft:", "size a ~ b", "-->", "```bash", "true", "```").message());
    assertEquals(
        "200x is no exit status",
        problem("<!-- stagecraft: exit=200x -->", "```bash", "true", "```").message());
    Problem stray = problem("<!-- stagecraft: timeout=5s cwd=~/x y -->", "```bash", "true", "```");
    assertEquals("y is no setting", stray.message());
    assertEquals(
        new Place("lab.md", 1, 37, 1, "<!-- stagecraft: timeout=5s cwd=~/x y -->"),
        stray.place().orElseThrow());
    assertEquals("a value with blanks stands in quotes: cwd=\"~/x y\"", stray.hint().orElseThrow());
    assertEquals(
        "there is no block below this for it to be about",
        problem("```bash", "true", "```", "<!-- stagecraft: exit 1 -->").message());
  }

  @Test
  void aLabWithoutCommandsIsAnError() {
    Problem empty = problem("# Words", "```json", "{}", "```");
    assertEquals("lab.empty", empty.code());
    assertEquals("lab.md has no block of commands to run", empty.message());
  }

  @Test
  void placeholdersAreFoundOutsideQuotesAndHeredocs() {
    assertEquals(
        List.of("<container-id>", "YOUR-USER-NAME", "", "", ""),
        List.of(
                "docker stop <container-id>",
                "docker push YOUR-USER-NAME/x",
                "echo '<html>' \"<b>\"",
                "cat < in > out",
                "cat << EOF > x\n<html>\nEOF")
            .stream()
            .map(
                line -> {
                  Lab lab = LabReader.read("l", "```bash\n" + line + "\n```\n");
                  LabStatement statement =
                      ((Block.Commands) lab.blocks().get(0)).statements().get(0);
                  return statement.placeholder().map(s -> s.in(statement.text())).orElse("");
                })
            .toList());
  }
}
