package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.DockerCli;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks and volumes against the docker CLI on the same engine, and what compose makes. */
final class ObjectCliIT {
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
    return said.out().strip();
  }

  /** A private subnet that nobody else is likely to have taken. */
  private static String subnet() {
    return "10."
        + (200 + ThreadLocalRandom.current().nextInt(50))
        + "."
        + ThreadLocalRandom.current().nextInt(256)
        + ".0/24";
  }

  @Test
  void networks() {
    String name = real.name("net");
    String subnet = subnet();
    String begin = subnet.replace(".0/24", "");
    String[] create = {
      "docker",
      "network",
      "create",
      "--driver=bridge",
      "--subnet",
      subnet,
      "--gateway",
      begin + ".1",
      "--ip-range",
      begin + ".128/25",
      "--aux-address",
      "a=" + begin + ".7",
      "--attachable",
      "--internal",
      "-o",
      "com.docker.network.bridge.enable_icc=true",
      "--label",
      "mark=" + name,
      name
    };
    assertEquals(0, side.cli(create).status());
    String theirs = comparable(name);
    assertEquals(0, side.cli("docker", "network", "rm", name).status());
    String id = made(create);
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    assertEquals(theirs, comparable(name));
    side.same(create);
    side.same("docker", "network", "ls", "-f", "name=" + name);
    side.same("docker", "network", "ls", "-q", "-f", "name=" + name);
    side.same("docker", "network", "list", "--no-trunc", "-f", "name=" + name);
    side.same("docker", "network", "ls", "--format", "json", "-f", "label=mark=" + name);
    side.same(
        "docker",
        "network",
        "ls",
        "--format",
        "{{.Label \"mark\"}} {{.Labels}}",
        "-f",
        "name=" + name);
    side.same(
        "docker",
        "network",
        "ls",
        "--format",
        "table {{.Name}}\\t{{.CreatedAt}}",
        "-f",
        "name=" + name);
    side.same("docker", "network", "ls", "--format", "raw", "-f", "name=" + name);
    side.same("docker", "network", "ls", "-q", "--format", "raw", "-f", "name=" + name);
    side.same("docker", "network", "ls", "--format", "{{.Nothing}}");
    side.same("docker", "network", "ls", "-f", "nonsense=x");
    side.same("docker", "network", "ls", "-f", "driver=null");
    side.same("docker", "network", "create", "--subnet", subnet, real.name("other"));
    side.same("docker", "network", "create", "--subnet", "1.2.3.4", real.name("other"));
    side.same("docker", "network", "rm", "none-of-this-name", "bridge");
    side.same("docker", "network", "rm", "-f", "none-of-this-name");
    assertEquals(new Said(0, name + "\n", ""), verbs.call("docker", "network", "rm", name));
  }

  /** What the engine says of a network, without what differs from one to the next. */
  private String comparable(String name) {
    return side.cli("docker", "network", "inspect", name)
        .out()
        .replaceAll("(?m)^.*\"(Id|Created|dev\\.stagecraft\\.[a-z]+)\".*\n", "")
        .replaceAll("(\"mark\": \"[^\"]*\"),", "$1");
  }

  @Test
  void connectingContainers() {
    String net = real.name("net");
    String web = real.name("web");
    made("docker", "network", "create", net);
    made("docker", "run", "-d", "--name", web, image, "pause");
    assertEquals(
        new Said(0, "", ""), verbs.call("docker", "network", "connect", "--alias", "w", net, web));
    side.same("docker", "network", "connect", net, web);
    side.same("docker", "network", "rm", net);
    String format = "{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{end}}";
    assertEquals("bridge " + net + " \n", verbs.call("docker", "inspect", "-f", format, web).out());
    assertEquals(new Said(0, "", ""), verbs.call("docker", "network", "disconnect", net, web));
    side.same("docker", "network", "disconnect", net, web);
    side.same("docker", "network", "connect", "none-of-this-name", web);
    side.same("docker", "network", "connect", net, "none-of-this-name");
  }

  @Test
  void volumes() {
    String name = real.name("data");
    assertEquals(name, made("docker", "volume", "create", "--label", "mark=" + name, name));
    side.same("docker", "volume", "create", name);
    side.same("docker", "volume", "create", "a/b");
    side.same("docker", "volume", "create", "--name", "a", "b");
    side.same("docker", "volume", "ls", "-f", "name=" + name);
    side.same("docker", "volume", "ls", "-q", "-f", "name=" + name);
    side.same("docker", "volume", "list", "--format", "json", "-f", "name=" + name);
    side.same(
        "docker",
        "volume",
        "ls",
        "--format",
        "{{.Name}} {{.Label \"mark\"}} {{.Size}}",
        "-f",
        "name=" + name);
    side.same(
        "docker",
        "volume",
        "ls",
        "--format",
        "table {{.Name}}\\t{{.Mountpoint}}",
        "-f",
        "name=" + name);
    side.same("docker", "volume", "ls", "--format", "raw", "-f", "name=" + name);
    side.same("docker", "volume", "ls", "--format", "{{.Nothing}}");
    made("docker", "run", "-d", "--name", real.name("web"), "-v", name + ":/data", image, "pause");
    side.same("docker", "volume", "rm", name);
    side.same("docker", "volume", "rm", "none-of-this-name");
    side.same("docker", "volume", "rm", "-f", "none-of-this-name");
    made("docker", "rm", "-f", real.name("web"));
    assertEquals(new Said(0, name + "\n", ""), verbs.call("docker", "volume", "rm", name));
    String unnamed = made("docker", "volume", "create");
    assertTrue(verbs.session.owns(Kind.VOLUME, unnamed), unnamed);
    String tmpfs = real.name("tmpfs");
    made(
        "docker",
        "volume",
        "create",
        "-o",
        "type=tmpfs",
        "-o",
        "device=tmpfs",
        "--opt",
        "o=size=1m",
        tmpfs);
    assertEquals(
        "map[device:tmpfs o:size=1m type:tmpfs]\n",
        verbs.call("docker", "volume", "inspect", "-f", "{{.Options}}", tmpfs).out());
  }

  /** A program in docker's place that makes what compose makes, through the real CLI. */
  private Path compose(String script) throws Exception {
    Path program = folder.resolve("docker");
    Files.writeString(
        program,
        "#!/bin/sh\nset -e\nL='--label com.docker.compose.project="
            + real.name("lab")
            + "'\n"
            + script);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void whatComposeMakesGoesWithTheSession() throws Exception {
    String lab = real.name("lab");
    verbs.cli =
        Optional.of(
            compose(
                "docker network create $L "
                    + lab
                    + "-net\n"
                    + "docker volume create $L "
                    + lab
                    + "-data\n"
                    + "docker run -d $L --name "
                    + lab
                    + "-web --network "
                    + lab
                    + "-net -v "
                    + lab
                    + "-data:/data "
                    + image
                    + " pause\n"
                    + "docker volume create "
                    + real.name("theirs")
                    + "\n"));
    verbs.cliDoes =
        words -> {
          Said said = side.cli(words.toArray(String[]::new));
          assertEquals(0, said.status(), said.toString());
        };
    String unused = verbs.call("docker", "compose", "up", "-d").out();
    assertEquals(
        List.of("container " + lab + "-web", "network " + lab + "-net", "volume " + lab + "-data"),
        verbs.session.owned().stream()
            .map(o -> o.kind().word() + " " + o.name())
            .sorted()
            .toList());
    verbs.session.close();
    assertEquals(
        "volume [" + real.name("theirs") + "]",
        String.join(" ", real.objects().stream().filter(o -> o.contains("theirs")).toList())
            .replaceAll("volume (.*)", "volume [$1]"));
    assertTrue(real.objects().stream().noneMatch(o -> o.contains(lab)), real.objects().toString());
    real.engine().volumes().remove(real.name("theirs"), false);
  }

  @Test
  void aRunThatIsHandedOverIsOwned() {
    verbs.cli = Optional.of(Path.of("docker"));
    verbs.cliDoes =
        words -> {
          Said said = side.cli(words.toArray(String[]::new));
          assertEquals(0, said.status(), said.toString());
        };
    String name = real.name("web");
    String unused =
        verbs
            .call("docker", "run", "-d", "--oom-score-adj", "5", "--name", name, image, "pause")
            .out();
    assertEquals(1, verbs.delegated.size(), verbs.delegated.toString());
    assertEquals(1, verbs.session.owned().size());
    verbs.session.close();
    assertTrue(real.objects().stream().noneMatch(o -> o.contains(name)), real.objects().toString());
  }
}
