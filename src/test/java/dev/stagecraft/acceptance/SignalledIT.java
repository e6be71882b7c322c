package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script that signals itself ends as under bash, whichever way it comes in. */
class SignalledIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129", "INT, 130", "USR1, 138"})
  void endsWithTheSignal(String signal, int status) throws IOException, InterruptedException {
    String text = "echo begun\nkill -" + signal + " $$\necho no\n";
    Path file = Files.writeString(folder.resolve("signal.sh"), text);
    assertEquals(status, new ProcessBuilder("bash", file.toString()).start().waitFor());
    Stagecraft stagecraft = new Stagecraft(folder);
    for (Stagecraft.Ended ended :
        new Stagecraft.Ended[] {
          stagecraft.run("-c", text), stagecraft.run(file.toString()), stagecraft.script(text)
        }) {
      assertEquals("begun\n", ended.out(), ended.err());
      assertEquals(status, ended.status(), ended.err());
    }
  }
}
