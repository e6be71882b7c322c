package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.DockerCli;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to containers between their making and their end, against the docker CLI. */
final class LifecycleCliIT {
  @TempDir Path folder;
  private RealEngine real;
  private VerbFixture verbs;
  private SideBySide side;
  private String image;

  @BeforeEach
  void anImage() {
    DockerCli.assumed();
    real = RealEngine.assumed();
    verbs = new VerbFixture(real.engine(), folder, Clock.system(ZoneId.systemDefault()), true);
    side = new SideBySide(real, verbs, folder);
    image = real.name("tiny") + ":1";
    String unused = TinyImage.make(real.engine(), real.name("tiny"), "1");
  }

  @AfterEach
  void nothingIsLeft() {
    if (real != null) {
      verbs.session.close();
      real.engine().images().remove(image, true, true);
      real.close();
    }
  }

  private String made(String... words) {
    Said said = verbs.call(words);
    assertEquals(0, said.status(), said.toString());
    assertEquals("", said.err());
    return said.out().strip();
  }

  @Test
  void createdThenStarted() {
    String name = real.name("web");
    String id = made("docker", "create", "--name", name, image, "echo", "hello", "exit", "3");
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    assertTrue(verbs.session.owns(Kind.CONTAINER, id));
    side.same("docker", "start", "-a", name);
    side.same("docker", "start", name, "none-of-this-name");
    side.same("docker", "start", "-a", name, "none-of-this-name");
    side.same("docker", "start", "none-of-this-name");
    side.same("docker", "wait", name, "none-of-this-name");
    side.same("docker", "attach", name);
    side.same("docker", "attach", "none-of-this-name");
    side.same("docker", "create", "-p", "abc", image);
    side.same("docker", "create", "--pull", "sometimes", image);
    side.same("docker", "create", "--pull", "never", "none-of-this-name");
    Said theirs = side.cli("docker", "create", "--name", name, image);
    Said ours = verbs.call("docker", "create", "--name", name, image);
    assertEquals(
        theirs.err()
            + "the name "
            + name
            + " is in use\n  try  docker rm -f "
            + name
            + " - or another --name\n",
        ours.err());
    assertEquals(theirs.status(), ours.status());
  }

  /** What {@code top} says, apart from how busy the processor was: that changes as we look. */
  private static String withoutLoad(String top) {
    return top.replaceAll("(?m)^(\\S+ +\\d+ +\\d+ +)\\d+ +", "$1C ");
  }

  @Test
  void aContainerThatRuns() {
    String name = real.name("web");
    made(
        "docker",
        "run",
        "-d",
        "--name",
        name,
        "-p",
        "80",
        "-p",
        "127.0.0.1::81/udp",
        image,
        "pause");
    side.same("docker", "port", name);
    side.same("docker", "port", name, "80");
    side.same("docker", "port", name, "81/udp");
    side.same("docker", "port", name, "99");
    side.same("docker", "port", "none-of-this-name");
    String top = withoutLoad(side.cli("docker", "top", name).out());
    assertEquals(top, withoutLoad(verbs.call("docker", "top", name).out()));
    side.same("docker", "top", name, "-o", "pid,cmd");
    side.same("docker", "top", "none-of-this-name");
    side.same("docker", "diff", name);
    side.same("docker", "diff", "none-of-this-name");
    side.same("docker", "stats", "--no-stream", "--format", "{{.ID}} {{.Name}} {{.PIDs}}", name);
    side.same("docker", "stats", "--no-stream", "none-of-this-name");
    String table = masked(side.cli("docker", "stats", "--no-stream", name).out());
    assertEquals(table, masked(verbs.call("docker", "stats", "--no-stream", name).out()));
    assertEquals(name, made("docker", "pause", name));
    side.same("docker", "pause", name);
    side.same("docker", "attach", name);
    assertEquals(name, made("docker", "unpause", name));
    side.same("docker", "unpause", name, "none-of-this-name");
    side.same("docker", "restart", "-t", "0", name, "none-of-this-name");
    String other = real.name("other");
    assertEquals("", made("docker", "rename", name, other));
    side.same("docker", "rename", name, other);
    side.same("docker", "rename", other, "a/b");
    assertEquals(other, made("docker", "rm", "-f", other));
    assertEquals(List.of(), verbs.session.owned());
  }

  /** The figures of a table are not the same twice. */
  private static String masked(String table) {
    return table.replaceAll("[0-9.]+(%|[kKMG]?i?B)", "N$1").replaceAll(" +", " ");
  }

  @Test
  void anImageOfAContainerIsOwned() {
    String name = real.name("web");
    String tag = real.name("edited") + ":1";
    made("docker", "run", "-d", "--name", name, image, "pause");
    String id = made("docker", "commit", "-m", "a word", "-c", "CMD [\"pause\"]", name, tag);
    assertTrue(id.matches("sha256:[0-9a-f]{64}"), id);
    assertEquals(
        "a word [pause]\n",
        verbs.call("docker", "image", "inspect", "-f", "{{.Comment}} {{.Config.Cmd}}", tag).out());
    String nameless = made("docker", "commit", "-a", "Ada", name);
    side.same("docker", "commit", name, "Upper");
    side.same("docker", "commit", "none-of-this-name", tag);
    verbs.session.close();
    assertTrue(!real.engine().images().exists(tag), tag);
    assertTrue(!real.engine().images().exists(nameless), nameless);
  }
}
