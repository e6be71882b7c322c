package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real bash, asked what it makes of a text. */
final class Bash {
  private static final long DEADLINE_SECONDS = 30;
  private final Path folder;

  /** On a folder for the files that are needed. */
  Bash(Path folder) {
    this.folder = folder;
  }

  /** What a script prints; it must end with status 0. */
  byte[] run(Path script) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    int status = start(script, out, errors);
    assertEquals(0, status, () -> text(errors));
    return Files.readAllBytes(out);
  }

  /**
   * The units that bash reads a text in, up to the first wrong one, from its own history; nothing
   * is run.
   */
  Answer units(String text) throws IOException, InterruptedException {
    Path history = folder.resolve("history");
    Files.deleteIfExists(history);
    Path script = folder.resolve("script");
    String head =
        "HISTFILE=%s HISTTIMEFORMAT=%%s HISTSIZE=99999 HISTFILESIZE=99999 HISTCONTROL= HISTIGNORE=\n"
            + "shopt -s cmdhist lithist\nset -o history\nset -n\n";
    Files.writeString(script, String.format(java.util.Locale.ROOT, head, history) + text);
    start(script, folder.resolve("out"), folder.resolve("errors"));
    return new Answer(entries(Files.readString(history)), verdict(text(folder.resolve("errors"))));
  }

  private static Completeness verdict(String errors) {
    if (errors.contains("syntax error near")) {
      return Completeness.WRONG;
    }
    if (errors.matches(
        "(?s).*(unexpected end of file|unexpected EOF while looking for|unexpected token `EOF'"
            + "|delimited by end-of-file).*")) {
      return Completeness.INCOMPLETE;
    }
    boolean wrong = errors.matches("(?s).*(in conditional|conditional .* operator).*");
    return wrong ? Completeness.WRONG : Completeness.COMPLETE;
  }

  /**
   * What bash says about a text.
   *
   * @param units the units it read
   * @param end how the text ends
   */
  record Answer(List<String> units, Completeness end) {}

  private static List<String> entries(String history) {
    List<String> entries = new ArrayList<>();
    for (String part : history.split("(?m)^#\\d{9,}\n", -1)) {
      if (!part.isBlank()) {
        entries.add(normal(part));
      }
    }
    if (!entries.isEmpty() && entries.get(0).equals("set -n")) {
      entries.remove(0);
    }
    return entries;
  }

  /**
   * A unit as it is compared: joined lines joined, without empty lines, which bash drops or adds.
   */
  static String normal(String unit) {
    return unit.replaceAll("^\n+|\n+$", "")
        .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\\n", "$1")
        .replaceAll("\n\\s*\n", "\n");
  }

  private int start(Path input, Path out, Path errors) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return fail("bash did not end in " + DEADLINE_SECONDS + " s on " + text(input));
    }
    return process.exitValue();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }
}
