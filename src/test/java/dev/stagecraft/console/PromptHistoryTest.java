package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines survive the session, each once. */
class PromptHistoryTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("history");
  }

  private PromptHistory opened() throws IOException {
    PromptHistory history = new PromptHistory(file, new SecretLine(line -> line.contains("ghp_")));
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(
                new DumbTerminal(
                    java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream()))
            .history(history)
            .variable(LineReader.HISTORY_FILE, file)
            .variable(LineReader.HISTORY_SIZE, PromptHistory.MOST_LINES)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .build();
    history.attach(reader);
    return history;
  }

  private static List<String> texts(PromptHistory history) {
    List<String> texts = new ArrayList<>();
    history.forEach(entry -> texts.add(entry.line()));
    return texts;
  }

  @Test
  void eachTextOnceAtItsLastPlace() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "docker ps", "ls", "cat <<E\na\nE", "docker ps")) {
      history.add(line);
    }
    history.tidy();
    assertEquals(List.of("ls", "cat <<E\na\nE", "docker ps"), texts(opened()));
    assertEquals(3, Files.readAllLines(file).size());
  }

  @Test
  void sessionThatWasKilledIsTidiedByTheNext() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "pwd", "ls")) {
      history.add(line);
    }
    assertEquals(List.of("pwd", "ls"), texts(opened()));
  }

  @Test
  void fileIsItsOwnersOnly() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "pwd", "ls")) {
      history.add(line);
    }
    history.tidy();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        List.of("history", "history.lock"),
        java.util.Arrays.stream(folder.toFile().list()).sorted().toList());
  }

  @Test
  void damagedLinesAreLeftOut() throws IOException {
    Files.write(file, new byte[] {'1', ':', 'l', 's', '\n', (byte) 0xff, '\n', ':', 'x', '\n'});
    Files.writeString(file, "garbage\n2:pwd\n\0\0\0\n", java.nio.file.StandardOpenOption.APPEND);
    assertEquals(List.of("ls", "pwd"), texts(opened()));
  }

  @Test
  void troubleIsToldOnce() throws IOException {
    PromptHistory history = opened();
    Files.createDirectory(file);
    history.add("ls");
    assertEquals(true, history.trouble().orElseThrow().startsWith("the history is not kept: "));
    history.add("pwd");
    assertEquals(true, history.trouble().isEmpty());
    assertEquals(List.of("ls", "pwd"), texts(history));
  }

  @Test
  void fileIsItsOwnersOnlyFromTheFirstLineOn() throws IOException {
    opened().add("ls");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void twoSessionsAtOnceLoseNothing() throws Exception {
    PromptHistory first = opened();
    PromptHistory second = opened();
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 100; i++) {
                second.add("second " + i);
              }
            });
    other.start();
    for (int i = 0; i < 100; i++) {
      first.add("first " + i);
      first.tidy();
    }
    other.join();
    assertEquals(java.util.Optional.empty(), first.trouble());
    assertEquals(java.util.Optional.empty(), second.trouble());
    assertEquals(200, PromptHistory.read(file).size());
  }

  @Test
  void linesWithSecretsAreNotKept() throws IOException {
    PromptHistory history = opened();
    history.add("docker login -p hunter22 registry.example");
    history.add("docker ps");
    history.add("curl -H 'X: ghp_0123'");
    assertEquals(List.of("docker ps"), texts(history));
    assertEquals(
        List.of("docker ps"), PromptHistory.read(file).stream().map(k -> k.text()).toList());
  }

  @Test
  void secretsOfAnOlderFileAreTakenAway() throws IOException {
    Files.writeString(file, "1:ls\n2:run -e PASSWORD=x img\n");
    assertEquals(List.of("ls"), texts(opened()));
    assertEquals("1:ls\n", Files.readString(file));
  }

  @Test
  void leadingBlankMeansNotKept() throws IOException {
    PromptHistory history = opened();
    history.add("ls");
    history.add(" ls -a");
    assertEquals(List.of("ls"), texts(history));
  }

  @Test
  void oldestLinesGoWhereThereAreTooMany() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < PromptHistory.MOST_LINES + 10; i++) {
      many.append(i + 1).append(":echo ").append(i).append('\n');
    }
    Files.writeString(file, many);
    List<String> kept = texts(opened());
    assertEquals(PromptHistory.MOST_LINES, kept.size());
    assertEquals("echo 10", kept.get(0));
  }

  @Test
  void textsOfSeveralLinesAreReadAsTheyWere() throws IOException {
    opened().add("cat <<E\na\\nb\nE");
    assertEquals("cat <<E\na\\nb\nE", PromptHistory.read(file).get(0).text());
    assertEquals(List.of(), PromptHistory.read(folder.resolve("none")));
  }
}
