package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on {@code --json} names each command that has it, and each field of its objects. */
class JsonPageTest {
  private static final String BEGIN = "## The commands\n";

  @TempDir private Path folder;

  @Test
  void thePageSaysWhatTheSpecsSay() throws IOException {
    Path page =
        Path.of(System.getProperty("stagecraft.home", ".")).resolve("src/site/markdown/json.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String told = told();
    assertTrue(told.contains("### images\n") || told.contains("### docker images\n"), told);
    if (System.getProperties().containsKey("golden.update")) {
      Files.writeString(page, text.substring(0, begin) + told);
    }
    assertEquals(told, Files.readString(page).substring(begin));
  }

  private String told() throws IOException {
    Map<String, String> environment =
        Map.of("XDG_STATE_HOME", folder.toString(), "HOME", folder.toString());
    Folders folders = Folders.of(environment, folder);
    StringBuilder text = new StringBuilder();
    try (RunLog log = new RunLog(folders.state(), Clock.systemUTC())) {
      Product product =
          new Product(
              Arguments.read(List.of("help"), word -> true),
              environment,
              folders,
              Configured.read(folders, false),
              ProcessStreams.own(Terminals.look()),
              log);
      product.registry().all().stream()
          .map(Command::spec)
          .filter(spec -> !spec.columns().isEmpty())
          .forEach(spec -> tell(spec, text));
    }
    return text.toString();
  }

  private static void tell(CommandSpec spec, StringBuilder text) {
    text.append("\n### ").append(String.join(" ", spec.name())).append("\n\n");
    text.append("| field | what |\n|---|---|\n");
    spec.columns()
        .forEach(
            column ->
                text.append("| `")
                    .append(TableFormat.field(column.word()))
                    .append("` | ")
                    .append(column.says().replace("|", "\\|"))
                    .append(" |\n"));
  }
}
