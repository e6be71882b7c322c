package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The guide of the three languages prints what it shows. */
class LanguagesIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)```(sh|groovy|java)\n(.*?)```\n\n```text\n(.*?)```\n");
  private static final Map<String, String> SUFFIXES =
      Map.of("sh", "sh", "groovy", "groovy", "java", "jsh");

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();

  @AfterEach
  void leaveNothing() {
    real.close();
  }

  @Test
  void examplesPrintWhatTheyShow() throws IOException {
    Stagecraft visitor = new Stagecraft(folder, real.environment());
    String guide = Files.readString(visitor.root().resolve("src/site/markdown/languages.md"));
    Matcher examples = EXAMPLE.matcher(guide);
    List<Executable> checks = new ArrayList<>();
    while (examples.find()) {
      String name = "languages." + SUFFIXES.get(examples.group(1));
      String shown = examples.group(3);
      Path guideFolder = Files.createDirectories(folder.resolve("guide"));
      Files.writeString(guideFolder.resolve(name), examples.group(2));
      Stagecraft.Ended ended =
          visitor
              .program(
                  List.of(
                      "bash",
                      "-c",
                      "cd \"$0\" && exec \"$1\" \"$2\"",
                      guideFolder.toString(),
                      visitor.launcher(),
                      name),
                  InputStream.nullInputStream())
              .end();
      checks.add(() -> assertEquals(shown, ended.out(), name + ": " + ended.err()));
    }
    assertEquals(5, checks.size());
    assertAll(checks);
  }
}
