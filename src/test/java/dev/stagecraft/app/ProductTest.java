package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wired together. */
class ProductTest {
  @TempDir private Path folder;

  @Test
  void knowsItsWordsBeforeAnythingIsWired() throws IOException {
    Map<String, String> environment =
        Map.of("XDG_STATE_HOME", folder.toString(), "HOME", folder.toString());
    Folders folders = Folders.of(environment, folder);
    try (RunLog log = new RunLog(folders.state(), Clock.systemUTC())) {
      Product product =
          new Product(
              Arguments.read(List.of("help"), word -> true),
              environment,
              folders,
              Configured.read(folders, false),
              ProcessStreams.own(Terminals.look()),
              log);
      assertEquals(new TreeSet<>(product.registry().firstWords()), new TreeSet<>(FirstWords.ALL));
    }
  }
}
