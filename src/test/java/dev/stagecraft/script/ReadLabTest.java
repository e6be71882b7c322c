package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A lab that a script follows, and folders of scripts. */
@TestInstance(Lifecycle.PER_CLASS)
class ReadLabTest {
  private static final String LAB =
      """
      # A small lab

      ## Part 1: Files

      ### Step 1: Write

      ```bash
      mkdir -p src
      cat << 'EOF' > src/main.c
      int main() { return $1; }
      EOF
      cat << EOF > expanded
      $HOME
      EOF
      ```

      ### Step 2: Build

      ```dockerfile file=Dockerfile
      FROM scratch
      ```
      """;

  private Path folder;
  private Play play;

  @BeforeAll
  void open(@TempDir Path given) throws IOException {
    folder = given;
    play = new Play(folder.resolve("state"));
    Files.writeString(folder.resolve("README.md"), LAB);
  }

  private String file(String text) {
    return Play.text(
        play.run(
            Language.GROOVY,
            Source.file(folder.resolve("lab.groovy").toString(), text, List.of())));
  }

  @Test
  void stepsWriteTheirFilesAndSayTheirTitles() throws IOException {
    String script =
        """
        def readme = lab.read("$here/README.md")
        dir("$here/work") {
          def made = readme.step(1) { file('src/main.c').text }
          print made
          readme.step(2) { build('.', tag: 'a:1') }
        }
        show readme.steps*.row()
        """;
    play.calls();
    assertEquals("", file(script));
    assertEquals(
        """

        Part 1: Files
        Step 1: Write
        int main() { return $1; }
        Step 2: Build
        STEP   TITLE   FILES
        1      Write   src/main.c
        2      Build   Dockerfile
        """,
        play.printed());
    assertEquals(List.of("docker build --tag=a:1 . in " + folder.resolve("work")), play.calls());
    assertEquals("FROM scratch\n", Files.readString(folder.resolve("work/Dockerfile")));
  }

  @Test
  void aFolderIsLeftWhateverHappens() {
    String script =
        """
        def inside = dir("$here/a") { dir('b') { file('c').path - here } }
        assert inside == '/a/b/c'
        try {
          dir("$here/a") { throw new IOException('on purpose') }
        } catch (IOException e) {
          println e.message
        }
        println file('x')
        """;
    assertEquals("", file(script));
    assertEquals("on purpose\n/x\n", play.printed());
  }

  @Test
  void whatIsNotThereIsSaid() {
    String place = folder.resolve("lab.groovy") + ":1:1 ";
    assertEquals(
        place + folder.resolve("README.md") + " has no step 3 · it has 2",
        file("lab.read(\"$here/README.md\").step(3)"));
    assertEquals(place + "there is no shell here", file("sh 'ls'"));
  }
}
