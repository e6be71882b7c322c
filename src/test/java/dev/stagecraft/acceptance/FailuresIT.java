package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.acceptance.Stagecraft.Ended;
import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see where the machine, the file or the person's hurry is the trouble. */
class FailuresIT {
  @TempDir private Path folder;
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() {
    stagecraft = new Stagecraft(folder);
  }

  private String lab(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** Runs a program to its end; whether it ended well. */
  private static boolean does(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(said);
    return Await.value(
            Arrays.toString(command),
            () ->
                process.isAlive()
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(process.exitValue()))
        == 0;
  }

  @Test
  void socketWithoutPermissionStartsNoSecondEngine() throws IOException {
    Path socket = folder.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
      // Root may open everything, unless it gave that right away.
      boolean root = System.getProperty("user.name").equals("root");
      List<String> command =
          root
              ? List.of(
                  "setpriv",
                  "--bounding-set=-all",
                  "--inh-caps=-all",
                  stagecraft.launcher(),
                  "--yes",
                  "-c",
                  "docker ps")
              : List.of(stagecraft.launcher(), "--yes", "-c", "docker ps");
      Ended ended =
          stagecraft
              .with("DOCKER_HOST", "unix://" + socket)
              .program(command, InputStream.nullInputStream())
              .end();
      assertEquals(
          new Ended(
              1,
              "",
              "permission denied at unix://"
                  + socket
                  + ": there is a socket, but you may not use it\n"
                  + "  try  join the group docker (sudo usermod -aG docker $USER, then log in"
                  + " again), or run with sudo\n"),
          ended);
    }
    assertFalse(Files.exists(stagecraft.state().resolve("engine").resolve("data")));
  }

  @Test
  void fileThatIsNoLab() throws IOException {
    String binary = lab("binary.md", "\u007fELF\0\0");
    String text = lab("text.md", "# Only text\n\nNothing to run.\n");
    String missing = folder.resolve("missing.md").toString();
    assertAll(
        () ->
            assertEquals(
                new Ended(
                    2,
                    "",
                    binary
                        + " is a binary file, no Markdown\n"
                        + "  try  a lab is a Markdown file with fenced blocks of commands\n"),
                stagecraft.run("replay", binary)),
        () ->
            assertEquals(
                new Ended(
                    2,
                    "",
                    text
                        + " has no block of commands to run\n"
                        + "  try  put commands between ```bash and ``` lines\n"),
                stagecraft.run("replay", text)),
        () ->
            assertEquals(
                new Ended(
                    2,
                    "",
                    "there is no file " + missing + "\n  try  the folder is " + folder + "\n"),
                stagecraft.run("replay", missing)));
  }

  @Test
  void terminalThatIsNotUtf8GetsAscii() throws IOException {
    String lab = lab("fails.md", "# Fails\n\n```bash\necho one\nfalse\n```\n");
    Ended ended = stagecraft.with("LC_ALL", "C").run("replay", lab);
    assertEquals(1, ended.status());
    assertEquals(
        """
        Fails

        1  Fails  step 1 of 1 - TIME
        $ echo one
        one
        $ false

        FAIL LAB:5 - step 1, Fails
          false
          ^^^^^
          false ended with status 1
          try  it wrote nothing: try it by hand; --keep-going goes on after a failure, --keep leaves everything for a look

        0 steps done, 1 failed, 0 not run - TIME
        """,
        Masks.of(ended.out().replace(lab, "LAB"))
            .replaceAll("(?m) {2,}(step \\d+ of \\d+ - TIME)$", "  $1"));
    assertTrue(
        (ended.out() + ended.err()).chars().allMatch(c -> c < 128), ended.out() + ended.err());
  }

  @Test
  void journalOfAnUnknownVersionIsLeftAlone() throws IOException {
    Path sessions = Files.createDirectories(stagecraft.state().resolve("sessions"));
    Path journal =
        Files.writeString(
            sessions.resolve("00000000.jsonl"), "{\"stagecraft\":99,\"session\":\"00000000\"}\n");
    assertEquals(
        new Ended(
            0,
            "nothing was left behind\n",
            "the journal "
                + journal
                + " has the format 99, which this version does not know; it is left alone: the"
                + " version that wrote it can sweep it\n"),
        stagecraft.run("sweep", "--yes"));
    assertEquals(new Ended(0, "on\n", ""), stagecraft.run("-c", "echo on"));
    assertTrue(Files.exists(journal));
  }

  @Test
  void interruptDuringStartUp() throws IOException {
    // A cache of its own makes the launcher copy the jar and train an archive first.
    Path cache = folder.resolve("cache");
    Stagecraft slow = new Stagecraft(folder).with("XDG_CACHE_HOME", cache.toString());
    try (Typing typing = new Typing(slow)) {
      Await.until("the launcher at work", () -> Files.exists(cache.resolve("stagecraft/app")));
      assertEquals(130, typing.press("\u0003").end().status(), typing.shown());
    }
    assertEquals(List.of(), slow.sessions());
    assertEquals(new Ended(0, "on\n", ""), slow.run("-c", "echo on"));
  }

  @Test
  void stateFolderThatCannotBeWritten() throws IOException {
    Path state = Files.createDirectories(folder.resolve("state").resolve("stagecraft"));
    boolean mounted =
        System.getProperty("user.name").equals("root")
            && does("mount", "-t", "tmpfs", "-o", "size=64k", "stagecraft-test", state.toString());
    Assumptions.assumeTrue(mounted, "only root can mount a small file system");
    try {
      Files.write(state.resolve("ballast"), "x".repeat(40 * 1024).getBytes(StandardCharsets.UTF_8));
      assertTrue(does("sh", "-c", "cat /dev/zero > '" + state.resolve("full") + "' || true"));
      String told =
          "the state folder "
              + state
              + " cannot be written: nothing is noted there, so nothing can be created on an"
              + " engine\n";
      assertEquals(new Ended(0, "on\n", told), stagecraft.run("-c", "echo on"));
      assertTrue(does("mount", "-o", "remount,ro", state.toString()));
      assertEquals(new Ended(0, "on\n", told), stagecraft.run("-c", "echo on"));
      String lab = lab("writes.md", "# Writes\n\n```bash\necho one > one\n```\n");
      Ended replayed = stagecraft.run("replay", lab);
      assertEquals(
          new Ended(
              1,
              "",
              told
                  + "the state folder "
                  + state
                  + " cannot be written (read-only file system); nothing was created, because it"
                  + " could not be noted for removal\n"
                  + "  try  make room or rights there, or use another folder: XDG_STATE_HOME=OTHER\n"),
          new Ended(
              replayed.status(),
              replayed.out(),
              replayed.err().replaceAll("XDG_STATE_HOME=\\S+", "XDG_STATE_HOME=OTHER")));
    } finally {
      assertTrue(does("umount", state.toString()));
    }
  }
}
