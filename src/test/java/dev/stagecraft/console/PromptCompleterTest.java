package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand at the cursor. A value that is not finished, as a folder, ends in {@code +}. */
class PromptCompleterTest {
  @TempDir private Path folder;
  private PromptCompleter completer;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "");
    Files.writeString(folder.resolve("my file"), "");
    Files.writeString(folder.resolve("it's $x"), "");
    Files.writeString(folder.resolve(".hidden"), "");
    Files.createDirectories(folder.resolve("go app/src"));
    Path programs = Files.createDirectory(folder.resolve(".programs"));
    Path program = Files.writeString(programs.resolve("rmx"), "");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(programs.resolve("rmnot"), "");
    Registry registry = SomeCommands.registry();
    NameCache names =
        new NameCache(
            kind ->
                switch (kind) {
                  case IMAGE -> List.of("alpine:3.19", "local/web:1");
                  case CONTAINER -> List.of("db", "web");
                  case NETWORK -> List.of("bridge");
                  default -> List.of();
                },
            Runnable::run,
            new FixedClock());
    completer =
        new PromptCompleter(
            registry,
            new CommandWords(registry, () -> programs + ":/nowhere", word -> false),
            names,
            () -> folder);
    assertEquals(List.of(), names.names(Completes.VOLUME));
  }

  /** The values that go on from what was typed, as the editor filters them. */
  private List<String> values(String before) {
    String raw = TypedLine.of(before).raw();
    return completer.candidates(before).stream()
        .filter(c -> c.value().startsWith(raw))
        .map(c -> c.value() + (c.complete() ? "" : "+"))
        .sorted()
        .toList();
  }

  private List<String> described(String before) {
    return completer.candidates(before).stream()
        .sorted()
        .map(PromptCompleterTest::described)
        .toList();
  }

  private static String described(Candidate candidate) {
    return Stream.of(candidate.value(), candidate.group(), candidate.descr())
        .filter(Objects::nonNull)
        .reduce((a, b) -> a + " | " + b)
        .orElseThrow();
  }

  @Test
  void commands() {
    assertEquals(
        List.of(
            "build | commands | Build an image",
            "docker | commands",
            "images | commands | List images",
            "rm | commands | Remove containers",
            "run | commands | Run a container"),
        described(""));
  }

  @Test
  void programsAndBuiltins() {
    assertEquals(List.of("rm", "rmx"), values("rm"));
    assertEquals(List.of("exec", "exit", "export"), values("ex"));
  }

  @Test
  void subcommandsWithSummaries() {
    assertEquals(
        List.of(
            "build | Build an image",
            "images | List images",
            "rm | Remove containers",
            "run | Run a container"),
        described("docker "));
    assertEquals(List.of("images"), values("docker im"));
  }

  @Test
  void commandsAfterOperators() {
    assertEquals(List.of("images"), values("docker ps | im"));
    assertEquals(List.of("images"), values("cd /tmp && docker im"));
    assertEquals(List.of("images"), values("cd /tmp; docker im"));
    assertEquals(List.of("images"), values("docker rm $(docker im"));
    assertEquals(List.of("images"), values("for i in 1 2; do im"));
    assertEquals(List.of("images"), values("A=1 sudo docker im"));
  }

  @Test
  void optionsLongAndShort() {
    assertEquals(
        List.of(
            "--detach | options | Go on in the background",
            "--env | options | Set a variable",
            "--env-file | options | Read variables",
            "--network | options | Connect to it",
            "-d | options | Go on in the background",
            "-e | options | Set a variable"),
        described("docker run -"));
    assertEquals(List.of("--env", "--env-file"), values("run --e"));
  }

  @Test
  void optionsOfTheProgramInAContainerAreNotOurs() {
    assertEquals(List.of(), values("docker run alpine:3.19 sh -"));
    assertEquals(List.of("--force"), values("docker rm web --"));
  }

  @Test
  void valuesOfOptions() {
    assertEquals(List.of("bridge"), values("docker run --network "));
    assertEquals(List.of("--network=bridge"), values("docker run --network=b"));
    assertEquals(List.of("Dockerfile"), values("docker build -f Do"));
    assertEquals(List.of("--file=Dockerfile"), values("docker build --file=" + "Do"));
  }

  @Test
  void namesFromTheEngine() {
    assertEquals(List.of("alpine:3.19", "local/web:1"), values("docker run "));
    assertEquals(List.of("local/web:1"), values("docker run -d -e A=1 --network bridge local/w"));
    assertEquals(List.of("db", "web"), values("docker rm -f "));
    assertEquals(List.of("web"), values("docker rm -f db w"));
    assertEquals(List.of("'local/web:1'"), values("docker run 'local"));
  }

  @Test
  void filesAndFolders() {
    assertEquals(List.of("Dockerfile", "go\\ app/+", "it\\'s\\ \\$x", "my\\ file"), values("ls "));
    assertEquals(List.of("go\\ app/+"), values("docker build "));
    assertEquals(List.of("go\\ app/+"), values("cd "));
    assertEquals(List.of(".hidden", ".programs/+"), values("ls ."));
    assertEquals(List.of("./Dockerfile"), values("./D"));
    assertEquals(List.of(), values("ls nowhere/"));
    assertEquals(List.of("Dockerfile"), values("docker images > Do"));
    assertEquals(List.of("Dockerfile"), values("docker images 2>&1 >>Do"));
  }

  @Test
  void namesWithBlanksAreQuotedAsTheyWereBegun() {
    assertEquals(List.of("my\\ file"), values("cat my\\ f"));
    assertEquals(List.of("\"my file\""), values("cat \"my f"));
    assertEquals(List.of("'my file'"), values("cat 'my "));
    assertEquals(List.of("'it'\\''s $x'"), values("cat 'it"));
    assertEquals(List.of("\"it's \\$x\""), values("cat \"it"));
    assertEquals(List.of("go\\ app/src/+"), values("cd go\\ app/"));
    assertEquals(List.of("\"go app/src/+"), values("cd \"go app/s"));
  }
}
