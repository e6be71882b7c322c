package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which output a lab shows for which statement. */
class RecordingTest {
  /** Each statement and its output, where each line of it stands, and how it is compared. */
  private static String recorded(String markdown) {
    List<String> lines = new ArrayList<>();
    for (Block block : LabReader.read("lab.md", markdown).blocks()) {
      for (LabStatement statement : OutputFences.statements(block)) {
        Recording recording = statement.recording();
        lines.add(
            "$ "
                + statement.text()
                + (recording.whole() ? " (all)" : "")
                + (recording.rules().equals(Recording.Rules.NONE) ? "" : " " + recording.rules()));
        for (int i = 0; i < recording.lines().size(); i++) {
          lines.add(
              recording.origins().get(i).line()
                  + ":"
                  + recording.origins().get(i).column()
                  + " "
                  + recording.lines().get(i));
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void belowEachPrompt() {
    assertEquals(
        """
        $ echo a
        4:3 a
        5:1\s
        $ true
        $ printf '  b\\n'
        8:3   b
        """,
        recorded(
            """
            - list
              ```console
              $ echo a
              a

              $ true
              $ printf '  b\\n'
                b
              ```
            """));
  }

  @Test
  void inAFenceRightBehindOrBehindASentenceThatSaysSo() {
    assertEquals(
        """
        $ echo a
        5:1 a
        $ echo b
        $ echo c (all)
        13:1 b
        14:1 c
        $ echo d
        22:3 d
        $ echo e
        """,
        recorded(
            """
            ```bash
            echo a
            ```
            ```
            a
            ```
            ```bash
            echo b
            echo c
            ```

            ```output
            b
            c
            ```
            > ```sh
            > echo d
            > ```
            > You should see:
            >
            > ```text
            > d
            > ```
            ```bash
            echo e
            ```
            The folder has these files, which matter later.
            ```text
            e
            ```
            """));
  }

  @Test
  void anotherHeadingOrAnAuthorsSkipPartsThem() {
    assertEquals(
        "$ echo a\n$ echo b\n",
        recorded(
            """
            ```bash
            echo a
            ```
            ## Next
            ```text
            a
            ```
            ```bash
            echo b
            ```
            <!-- stagecraft: skip -->
            ```text
            b
            ```
            """));
  }

  @Test
  void theAuthorSaysHowItIsCompared() {
    assertEquals(
        """
        $ a Rules[off=false, versions=true, anyOrder=true, within=OptionalDouble[0.3], masks=[pid \\d+]]
        4:1 x
        $ b Rules[off=true, versions=false, anyOrder=false, within=OptionalDouble.empty, masks=[]]
        $ c Rules[off=false, versions=true, anyOrder=false, within=OptionalDouble.empty, masks=[]]
        19:1 {}
        $ d Rules[off=true, versions=true, anyOrder=false, within=OptionalDouble.empty, masks=[]]
        """,
        recorded(
            """
            <!-- stagecraft: compare versions any-order /pid \\d+/ within 30% -->
            ```console
            $ a
            x
            ```
            <!-- stagecraft: compare off -->
            ```console
            $ b
            ```
            <!-- stagecraft: compare everywhere versions -->
            ```bash run
            c
            ```
            prose

            <!-- stagecraft: output -->

            ```json
            {}
            ```
            ```console non-deterministic=output
            $ d
            ```
            """));
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals("sizes is nothing that compare takes", problem("compare sizes"));
    assertEquals("30 is no tolerance", problem("compare within 30"));
    assertEquals("compare needs to say how", problem("compare"));
    assertEquals("there is no block right above whose output this could be", problem("output"));
    assertEquals("output takes nothing behind it", problem("output x"));
  }

  private static String problem(String directive) {
    String lab = "<!-- stagecraft: " + directive + " -->\n```console\n$ true\n```\n";
    return assertThrows(ProblemException.class, () -> LabReader.read("lab.md", lab))
        .problem()
        .message();
  }
}
