package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script does to itself by a signal is what bash makes of it. */
class ScriptSignalsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill -TERM $$; echo no",
        "kill -HUP $$; echo no",
        "kill -INT $$; echo no",
        "kill -USR1 $$; echo no",
        "kill -ALRM $$; echo no",
        "kill -PIPE $$; echo no",
        "kill -QUIT $$; echo yes",
        "echo a\nkill -TERM $$\necho no",
        "echo a\nkill -INT $$\necho no",
        "for n in 1 2; do kill -INT $$; echo no; done\necho no",
        "f() { kill -INT $$; echo no; }; f\necho no",
        "set -e\nkill -INT $$\necho no",
        "bash -c 'kill -INT $$'; echo yes $?\necho yes",
        "bash -c 'kill -TERM $$' 2>&1; echo yes $?\necho yes",
        "trap 'echo caught' TERM; kill -TERM $$; echo yes",
        "trap 'echo caught' TERM\nkill -TERM $$\necho yes",
        "trap 'echo caught' INT\nkill -INT $$; echo yes\necho yes",
        "trap '' INT; kill -INT $$; echo yes",
        "trap '' TERM\nkill -TERM $$\necho yes",
        "trap 'echo caught' TERM; trap - TERM; kill -TERM $$; echo no",
        "trap 'echo caught' TERM\ntrap - TERM\nkill -TERM $$; echo no",
        "trap 'echo caught' INT\ntrap - INT\nkill -INT $$; echo no",
        "trap -p TERM; trap -p INT",
        "trap 'echo caught' TERM\ntrap -p TERM",
        "sleep 100 & kill -TERM $!; wait $! 2>/dev/null; echo yes $?",
        "kill -TERM $$ &\nwait; sleep 100; echo no",
        "bash -c 'trap -p; kill -TERM $$' 2>/dev/null; echo $?",
        "bash -c 'exit 130'\necho yes $?",
        "break 2>/dev/null\necho yes",
      })
  void isWhatBashMakesOfIt(String text) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-c", text)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String expected = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try (Session batch = new Session(folder, Origin.BATCH)) {
      Session.Seen seen = batch.run(text);
      // bash's -i has it end the line on its standard error when an INT throws it
      String lineEnd = seen.ran().interrupted() ? "\n" : "";
      assertEquals(expected + lineEnd, seen.text());
      assertEquals(bash.waitFor(), seen.ran().status());
    }
  }

  @Test
  void theSnapshotHoldsOnlyTrapsOfThePerson() throws IOException {
    try (Session batch = new Session(folder, Origin.BATCH)) {
      batch.run(":");
      assertEquals("", batch.executor.state().traps());
    }
  }

  @Test
  void atAPromptTermIsIgnoredAndIntEndsTheLine() throws IOException {
    try (Session prompt = new Session(folder, Origin.PROMPT)) {
      Session.Seen term = prompt.run("kill -TERM $$; echo alive");
      assertEquals("alive\n", term.text());
      assertFalse(term.ran().over());
      Session.Seen thrown = prompt.run("kill -INT $$; echo no");
      assertEquals(130, thrown.ran().status());
      assertFalse(thrown.ran().over());
      assertTrue(prompt.notices.isEmpty(), prompt.notices::toString);
    }
  }
}
