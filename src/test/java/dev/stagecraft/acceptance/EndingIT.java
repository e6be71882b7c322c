package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Images;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However it ends, nothing stays; and where it could not end, the next start cleans up. */
class EndingIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final String image = real.name("tiny:1");
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() {
    TinyImage.make(real.engine(), real.name("tiny"), "1");
    stagecraft = new Stagecraft(folder, real.environment());
  }

  /** A test that failed leaves things; they must not fail the others. */
  @AfterEach
  void leaveNothing() {
    containers().forEach(c -> real.engine().containers().remove(real.name(c), true, true));
    real.engine().images().list(Images.Query.everything()).stream()
        .flatMap(i -> i.tags().stream())
        .filter(t -> t.startsWith(real.name("")))
        .forEach(t -> assertFalse(real.engine().images().remove(t, true, true).isEmpty()));
    real.close();
  }

  /** The containers of this test that the engine has, by name. */
  private List<String> containers() {
    return real.engine().containers().list(Containers.Query.everything()).stream()
        .flatMap(c -> c.names().stream())
        .filter(n -> n.startsWith(real.name("")))
        .map(n -> n.substring(real.name("").length()))
        .sorted()
        .toList();
  }

  private boolean imageIsThere(String name) {
    return real.engine().images().list(Images.Query.everything()).stream()
        .anyMatch(i -> i.tags().contains(name));
  }

  private String detached(String name) {
    return "docker run -d --name " + real.name(name) + " " + image + " pause\n";
  }

  private String attached(String name) {
    return "docker run --rm --name " + real.name(name) + " " + image + " echo up pause\n";
  }

  /** Starts a replay and kills it, without any mercy, while a container runs. */
  private void killReplay() throws IOException {
    Path lab = folder.resolve("lab.md");
    Files.writeString(lab, "# Killed\n\n```bash\n" + detached("web") + attached("front") + "```\n");
    Running running = stagecraft.start("replay", lab.toString()).awaitSaid("up\n");
    assertEquals(List.of("front", "web"), containers());
    assertEquals(137, running.signal("KILL").end().status());
    assertEquals(List.of("front", "web"), containers());
  }

  @Test
  void killedReplayIsMentionedThenSwept() throws IOException {
    killReplay();
    String left =
        "session ID from HH:MM left 2 containers, its work folder"
            + " · stagecraft sweep --yes removes that\n";
    assertEquals(
        new Stagecraft.Ended(0, "next\n", left), masked(stagecraft.run("-c", "echo next")));
    assertEquals(List.of("front", "web"), containers());

    Stagecraft.Ended swept = masked(stagecraft.run("--yes", "-c", "echo next"));
    assertEquals(
        new Stagecraft.Ended(0, "next\n", "session ID: removed 2 containers, work folder · TIME\n"),
        swept);
    assertEquals(List.of(), containers());
    assertEquals(new Stagecraft.Ended(0, "next\n", ""), stagecraft.run("-c", "echo next"));
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void killedReplayIsSweptByAJobInCi() throws IOException {
    killReplay();
    Stagecraft.Ended swept =
        masked(new Stagecraft(folder, real.environment()).with("CI", "true").script("echo next\n"));
    assertEquals(
        new Stagecraft.Ended(0, "next\n", "session ID: removed 2 containers, work folder · TIME\n"),
        swept);
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void promptAsksWhatToDoWithWhatAKilledReplayLeft() throws IOException {
    killReplay();
    String question = "left 2 containers, its work folder. Clean up, or keep it? [c/k] ";
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(question), typing.shown());
      String kept = typing.press("k\r").asked();
      assertTrue(kept.contains("it stays · sweep lists it again"), kept);
      assertEquals(0, typing.leave().status());
    }
    assertEquals(List.of("front", "web"), containers());
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(question), typing.shown());
      String cleaned = typing.press("c\r").asked();
      assertTrue(cleaned.contains(": removed 2 containers, work folder"), cleaned);
      assertEquals(0, typing.leave().status());
    }
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void interruptAtThePromptStopsTheCommandOnlyAndTheEndCleansUp() {
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(" ▸ "), typing.shown());
      typing.statement(detached("prompt").strip());
      typing.press(attached("front").strip() + "\r").awaitShown("\nup\n");
      assertEquals(List.of("front", "prompt"), containers());
      String after = typing.press("\u0003").asked();
      assertTrue(after.endsWith(" ▸ "), after);
      assertEquals(List.of("prompt"), containers());
      typing.press("sh -c 'echo going; sleep 1000'\r").awaitShown("\ngoing\n");
      String slept = typing.press("\u0003").asked();
      assertTrue(slept.endsWith("130 ▸ "), slept);
      typing.press("sh -c 'echo again; sleep 1000'\r").awaitShown("\nagain\n").signal("INT");
      assertTrue(typing.asked().endsWith("130 ▸ "), typing.shown());
      assertEquals("still here\n", typing.statement("echo still here"));
      Stagecraft.Ended ended = typing.leave();
      assertEquals(0, ended.status(), ended.out());
      assertTrue(ended.out().contains("removed 1 container · "), ended.out());
    }
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void termAtThePromptEndsIt() {
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(" ▸ "), typing.shown());
      typing.statement(detached("prompt").strip());
      assertEquals(List.of("prompt"), containers());
      assertEquals(143, typing.signal("TERM").end().status());
    }
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void terminalThatIsClosedEndsThePrompt() {
    try (Typing typing = new Typing(stagecraft)) {
      assertTrue(typing.asked().endsWith(" ▸ "), typing.shown());
      typing.statement(detached("prompt").strip());
      typing.press(attached("front").strip() + "\r").awaitShown("\nup\n");
      assertEquals(List.of("front", "prompt"), containers());
    }
    Await.until("nothing left", SOON, () -> stagecraft.sessions().isEmpty());
    assertEquals(List.of(), containers());
  }

  private static Stagecraft.Ended masked(Stagecraft.Ended ended) {
    return new Stagecraft.Ended(
        ended.status(),
        ended.out(),
        Masks.of(ended.err())
            .replaceAll(" · \\d+ other containers? w(as|ere) never touched", "")
            .replaceAll("session [0-9a-f]{8}\\b", "session ID")
            .replaceAll("from \\d\\d:\\d\\d\\b", "from HH:MM"));
  }

  @Test
  void termInARun() {
    Running running =
        stagecraft
            .start(
                "docker", "run", "--rm", "--name", real.name("run"), image, "echo", "up", "pause")
            .awaitSaid("up\n");
    assertEquals(List.of("run"), containers());
    Stagecraft.Ended ended = running.signal("TERM").end(SOON);
    assertEquals(143, ended.status(), ended.err());
    assertEquals("up\n", ended.out());
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void interruptInABuild() throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM " + image + "\nRUN [\"/tiny\", \"echo\", \"building\", \"pause\"]\n");
    String tag = real.name("never:1");
    Running running =
        stagecraft
            .start("docker", "build", "--progress", "plain", "-t", tag, context.toString())
            .awaitSaid(" building\n");
    Stagecraft.Ended ended = running.signal("INT").end(SOON);
    assertEquals(130, ended.status(), ended.err());
    assertFalse(imageIsThere(tag));
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void hangUpInALine() {
    Running running =
        stagecraft
            .start("-c", detached("line") + "echo waiting; sleep 1000")
            .awaitSaid("waiting\n");
    assertEquals(List.of("line"), containers());
    Stagecraft.Ended ended = running.signal("HUP").end(SOON);
    assertEquals(129, ended.status(), ended.err());
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void interruptInAReplay() throws IOException {
    Path lab = folder.resolve("lab.md");
    Files.writeString(
        lab, "# Interrupted\n\n```bash\n" + detached("web") + attached("front") + "echo on\n```\n");
    Running running = stagecraft.start("replay", lab.toString()).awaitSaid("up\n");
    Stagecraft.Ended ended = running.signal("INT").end(SOON);
    assertEquals(130, ended.status(), ended.out() + ended.err());
    assertTrue(ended.out().contains("(ended by Ctrl-C)"), ended.out());
    assertFalse(ended.out().contains("$ echo on"), "the container ended well, the replay must not");
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void twoAtOnce() {
    Running first = stagecraft.start("-c", detached("a1") + attached("a2")).awaitSaid("up\n");
    Running second = stagecraft.start("-c", detached("b1") + attached("b2")).awaitSaid("up\n");
    assertEquals(List.of("a1", "a2", "b1", "b2"), containers());
    Stagecraft.Ended third = stagecraft.run("--yes", "-c", "docker images -q | head -0");
    assertEquals(new Stagecraft.Ended(0, "", ""), third);
    assertEquals(143, first.signal("TERM").end(SOON).status());
    assertEquals(List.of("b1", "b2"), containers());
    assertTrue(second.alive());
    assertEquals(143, second.signal("TERM").end(SOON).status());
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void keepKeepsAndSaysSo() {
    Stagecraft.Ended ended = stagecraft.run("--keep", "-c", detached("kept"));
    assertAll(
        () -> assertEquals(0, ended.status()),
        () -> assertEquals("kept 1 container · TIME\n", Masks.of(ended.err())),
        () -> assertEquals(List.of("kept"), containers()));
    assertEquals(new Stagecraft.Ended(0, "", ""), stagecraft.run("-c", ":"));
    Stagecraft.Ended swept = stagecraft.run("sweep", "--kept", "--yes");
    assertEquals(0, swept.status(), swept.err());
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void whatCannotBeRemovedIsSaidAndSweptLater() throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM " + image + "\nENV A=1\n");
    String tag = real.name("used:1");
    Path go = folder.resolve("go");
    Running running =
        stagecraft
            .start(
                "-c",
                "docker build -q -t "
                    + tag
                    + " "
                    + context
                    + " && echo built && until [ -e "
                    + go
                    + " ]; do sleep 0.1; done")
            .awaitSaid("built\n");
    String foreign =
        real.engine()
            .containers()
            .create(
                Optional.of(real.name("foreign")),
                Optional.empty(),
                JsonNodeFactory.instance.objectNode().put("Image", tag))
            .id();
    Files.createFile(go);
    Stagecraft.Ended ended = running.end();
    assertEquals(4, ended.status(), ended.err());
    assertTrue(
        ended.err().contains("image " + tag + ": ")
            && ended.err().contains(foreign.substring(0, 12)),
        ended.err());
    real.engine().containers().remove(foreign, true, true);
    Await.until("the sweep", SOON, () -> stagecraft.run("sweep", "--yes").status() == 0);
    assertFalse(imageIsThere(tag));
    assertEquals(List.of(), stagecraft.sessions());
  }
}
