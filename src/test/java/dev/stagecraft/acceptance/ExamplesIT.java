package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.Images;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code help} shows works: each example of each command is typed at the prompt, in the order
 * of help, where the names that it uses are there, and ends with status 0.
 */
class ExamplesIT {
  private static final String PULLED = "alpine:3.19";
  private static final Pattern WEB = Pattern.compile(" web(?:$|[ :])");

  /** What the prompt shows of a status that is not 0, on its line or above it. */
  private static final Pattern FAILED = Pattern.compile("✗\\d+\\s+▸ $");

  private static final String SWEPT = "7f3a0b1c";

  /** These would start, or stop, an engine beside the one in use: PrivateEngineIT has them. */
  private static final List<String> ELSEWHERE = List.of("engine start");

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final boolean there = isThere(PULLED);
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() throws IOException {
    stagecraft = new Stagecraft(folder, real.environment());
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.createSymbolicLink(work.resolve("labs"), stagecraft.root().resolve("labs"));
    Path context = Files.createDirectory(work.resolve("context"));
    String architecture = real.engine().version().path("Arch").asText();
    Path tiny = Files.write(context.resolve("tiny"), TinyImage.program(architecture));
    assertTrue(tiny.toFile().setExecutable(true));
    String file =
        """
        FROM scratch
        LABEL dev.stagecraft.standin=yes dev.stagecraft.base=alpine:3.19
        COPY context/tiny /tiny
        COPY context/tiny /bin/sh
        ENTRYPOINT ["/tiny"]
        CMD ["echo", "GET /", "pause"]
        """;
    Files.writeString(work.resolve("Dockerfile"), file);
    Files.writeString(work.resolve("Dockerfile.slim"), file + "USER 1000\n");
  }

  @AfterEach
  void leaveNothing() throws IOException {
    Files.delete(folder.resolve("work").resolve("labs"));
    // Where a registry answers, the example of a pull has brought this: it is nobody's then.
    if (!there && isThere(PULLED)) {
      assertFalse(real.engine().images().remove(PULLED, true, true).isEmpty());
    }
    real.close();
  }

  private boolean isThere(String image) {
    return real.engine().images().list(Images.Query.everything()).stream()
        .anyMatch(i -> i.tags().contains(image));
  }

  /** The commands that help lists, in its order. */
  private List<String> commands() {
    Stagecraft.Ended help = stagecraft.run("help");
    assertEquals(0, help.status(), help.err());
    return help.out()
        .lines()
        .filter(l -> l.startsWith("  "))
        .map(l -> l.strip().replaceFirst(" {2,}.*", ""))
        .toList();
  }

  private List<String> examples(String command) {
    List<String> words = new ArrayList<>(List.of("help"));
    words.addAll(List.of(command.split(" ", -1)));
    Stagecraft.Ended help = stagecraft.run(words.toArray(String[]::new));
    assertEquals(0, help.status(), help.err());
    return help.out()
        .lines()
        .dropWhile(l -> !l.equals("Examples"))
        .filter(l -> l.startsWith("  ") && !l.startsWith("  # "))
        .map(String::strip)
        .toList();
  }

  @Test
  void helpListsEveryCommand() {
    List<String> listed = commands();
    assertAll(
        Stream.of(
                "docker build",
                "docker run",
                "docker ps",
                "docker images",
                "docker inspect",
                "replay",
                "session",
                "keep",
                "down",
                "sweep",
                "engine status",
                "help")
            .map(c -> () -> assertTrue(listed.contains(c), c + " in " + listed)));
  }

  @Test
  void everyExampleWorks() throws IOException {
    List<String> failed = new ArrayList<>();
    int count = 0;
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(" ▸ "), typing.shown());
      typing.statement("cd " + folder.resolve("work"));
      for (String image : List.of("alpine:3.19", "nginx", "shop:single", "app:1")) {
        typing.statement("docker build -q -t " + image + " .");
      }
      typing.statement("lab labs/first-look/README.md");
      for (String command : commands()) {
        for (String example : examples(command)) {
          if (!ELSEWHERE.contains(example)) {
            prepare(typing, example);
            String shown = typing.press(free(example) + "\r").asked();
            if (FAILED.matcher(shown).find()) {
              failed.add(shown);
            }
            count++;
          }
        }
      }
      assertEquals(0, typing.leave().status(), typing.shown());
    }
    assertEquals(List.of(), failed);
    assertTrue(count > 25, count + " examples");
    assertEquals(List.of(), stagecraft.sessions());
    remove("app:1");
  }

  /** The names that an example uses. */
  private void prepare(Typing typing, String example) throws IOException {
    if (!List.of("lab", "steps", "step", "next").contains(example.split(" ", -1)[0])) {
      typing.statement("lab --close");
    }
    typing.statement("docker rm -f web");
    if (WEB.matcher(example).find()) {
      if (!example.contains("--name web")) {
        String port = example.contains(":8080") ? "8080" : "80";
        typing.statement("docker run -d --name web -p " + port + " nginx");
      }
    }
    for (String image : List.of("app:1", "shop:single")) {
      if (example.contains(image) && !example.contains("build")) {
        typing.statement("docker build -q -t " + image + " .");
      }
    }
    if (example.contains(SWEPT)) {
      killedSession();
    }
  }

  /** As if a session of that id had been killed: what it wrote, with another process's number. */
  private void killedSession() throws IOException {
    String own =
        stagecraft.sessions().stream().filter(f -> f.endsWith(".jsonl")).findFirst().orElseThrow();
    Path sessions = stagecraft.state().resolve("sessions");
    String header = Files.readAllLines(sessions.resolve(own)).get(0);
    String id = own.replace(".jsonl", "");
    Files.writeString(
        sessions.resolve(SWEPT + ".jsonl"),
        header.replace(id, SWEPT).replaceFirst("\"process\":\\d+", "\"process\":1") + "\n");
  }

  /** Where the example's port is taken on this machine, another one. */
  private static String free(String example) throws IOException {
    if (!example.contains("-p 8080:")) {
      return example;
    }
    try (ServerSocket port = new ServerSocket(8080)) {
      return port.isBound() ? example : "";
    } catch (IOException taken) {
      try (ServerSocket other = new ServerSocket(0)) {
        return example.replace("-p 8080:", "-p " + other.getLocalPort() + ":");
      }
    }
  }

  private void remove(String image) {
    assertTrue(isThere(image), "it was to be kept: " + image);
    assertFalse(real.engine().images().remove(image, true, true).isEmpty());
  }
}
