package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.Containers;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.DockerCli;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our verbs against the docker CLI, byte for byte, on the same engine. */
final class DockerCliIT {
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
    if (real == null) {
      return;
    }
    verbs.session.close();
    for (Containers.Summary left : real.engine().containers().list(Containers.Query.everything())) {
      if (left.names().stream().anyMatch(n -> n.startsWith(real.name("")))) {
        real.engine().containers().remove(left.id(), true, true);
      }
    }
    real.engine().images().remove(image, true, true);
    real.close();
  }

  private Said cli(String... words) {
    return side.cli(words);
  }

  private void same(String... words) {
    side.same(words);
  }

  private void sameLine(String line) {
    same(line.split(" "));
  }

  @Test
  void images() {
    String repository = real.name("tiny");
    sameLine("docker images " + repository);
    sameLine("docker image ls " + repository);
    sameLine("docker images -q " + repository);
    sameLine("docker images --no-trunc " + repository);
    sameLine("docker images --digests " + repository);
    sameLine("docker images -f reference=" + repository);
    sameLine("docker images --format json " + repository);
    sameLine("docker images --format {{json}} " + repository);
    sameLine("docker images --format {{.Nothing}} " + repository);
    sameLine("docker images --format {{.ID " + repository);
    sameLine("docker images ls");
    sameLine("docker images none-of-this-name");
    same(
        "docker", "images", "--format", "table {{.Repository}}\\t{{.Tag}}\\t{{.Size}}", repository);
    same(
        "docker", "images", "--format", "table {{upper .Repository}}\\t{{.CreatedAt}}", repository);
    same("docker", "images", "--format", "{{.Repository}}:{{.Tag}} {{.CreatedSince}}", repository);
    same("docker", "images", "--format", "raw", repository);
    same("docker", "images", "-q", "--format", "raw", repository);
    same("docker", "images", "--filter", "dangling=maybe");
  }

  @Test
  void historyAndVersionAndInfo() {
    sameLine("docker history " + image);
    sameLine("docker history -q " + image);
    sameLine("docker history --no-trunc " + image);
    sameLine("docker history -H=false " + image);
    sameLine("docker history --format json " + image);
    same("docker", "history", "--format", "table {{.ID}}\\t{{.Size}}", image);
    sameLine("docker history none-of-this-name");
    same("docker", "version", "--format", "{{.Server.Version}} {{.Server.APIVersion}}");
    same("docker", "version", "--format", "{{range .Server.Components}}{{.Name}} {{end}}");
    same("docker", "version", "--format", "{{json .Server.Os}}");
    same("docker", "info", "--format", "{{.Driver}} {{.OSType}} {{json .Plugins.Network}}");
    same("docker", "info", "--format", "{{.ServerVersion}} {{.NCPU}}");
  }

  @Test
  void containersThatEnded() {
    String name = real.name("web");
    assertEquals(
        0,
        cli(
                "docker", "run", "--name", name, "-e", "A=1", "-l", "x=y", image, "echo", "hello",
                "err", "trouble", "exit", "0")
            .status());
    same("docker", "ps", "-a", "-f", "name=" + name);
    same("docker", "ps", "-aq", "-f", "name=" + name);
    same("docker", "ps", "-a", "--no-trunc", "-f", "name=" + name);
    same("docker", "ps", "-as", "-f", "name=" + name);
    same("docker", "ps", "-a", "--format", "json", "-f", "name=" + name);
    same("docker", "ps", "-a", "--format", "{{.Names}} {{.Label \"x\"}}", "-f", "name=" + name);
    same("docker", "ps", "-a", "--format", "table {{.Names}}\\t{{.Status}}", "-f", "name=" + name);
    same("docker", "ps", "-a", "--format", "{{.Size}} {{.Mounts}}", "-f", "name=" + name);
    same("docker", "ps", "-a", "--format", "raw", "-f", "name=" + name);
    same("docker", "ps", "--format", "{{.Foo}}");
    same("docker", "ps", "--format", "{{.Foo");
    same("docker", "ps", "-q", "--format", "x", "-f", "name=none-of-this-name");
    same("docker", "container", "ls", "-f", "name=none-of-this-name");
    same("docker", "logs", name);
    same("docker", "logs", "-t", name);
    same("docker", "logs", "-n", "1", name);
    same("docker", "logs", "--since", "1h", name);
    same("docker", "logs", "--since", "2013-01-02T13:23:37Z", name);
    same("docker", "inspect", name);
    same("docker", "inspect", "--format", "json", name);
    same("docker", "container", "inspect", "-s", "-f", "{{.SizeRootFs}}", name);
    same("docker", "inspect", image, name);
    same("docker", "inspect", "--type", "image", name);
  }

  @Test
  void inspectTemplates() {
    String name = real.name("web");
    assertEquals(
        0,
        cli(
                "docker",
                "run",
                "-d",
                "--name",
                name,
                "-p",
                "80",
                "-l",
                "com.example.a=b",
                "-l",
                "c=d",
                "-v",
                "/data",
                "--memory",
                "64m",
                image,
                "pause")
            .status());
    List<String> templates =
        List.of(
            "{{.Id}}",
            "{{.ID}} {{.Name}}",
            "{{.State.Status}} {{.State.Running}} {{.State.ExitCode}}",
            "{{.State}}",
            "{{.State.Health}}",
            "{{.State.Health.Status}}",
            "{{json .State.Health}}",
            "{{.NetworkSettings.IPAddress}}",
            "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
            "{{(index (index .NetworkSettings.Ports \"80/tcp\") 0).HostPort}}",
            "{{index .NetworkSettings.Ports \"81/tcp\"}}",
            "{{(index (index .NetworkSettings.Ports \"81/tcp\") 0).HostPort}}",
            "{{.NetworkSettings.Ports}}",
            "{{range $p, $conf := .NetworkSettings.Ports}}{{$p}} {{(index $conf 0).HostPort}}{{end}}",
            "{{json .Mounts}}",
            "{{(index .Mounts 0).Destination}}",
            "{{.Config.Env}}",
            "{{.Config.Cmd}} {{.Config.Entrypoint}} {{.Config.ExposedPorts}} {{.Config.Volumes}}",
            "{{.Config.Labels}}",
            "{{.Config.Labels.c}}",
            "{{.Config.Labels.nothing}}",
            "{{index .Config.Labels \"com.example.a\"}}",
            "{{index .Config.Labels \"nothing\"}}",
            "{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}{{println}}{{end}}",
            "{{join .Config.Cmd \" \"}}",
            "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.NanoCPUs}}",
            "Memory: {{.HostConfig.Memory}}b",
            "{{.HostConfig.Binds}} {{.HostConfig.PortBindings}} {{.HostConfig.RestartPolicy.Name}}",
            "{{.HostConfig.OomKillDisable}}",
            "{{json .GraphDriver.Name}}",
            "{{.Created}}",
            "{{json .Created}}",
            "{{if not .State.Running}}{{.Id}} {{ end }}",
            "{{.Nothing}}",
            "{{.Config.Nothing}}",
            "{{.Config.Healthcheck}} {{.Config.StopSignal}}",
            "{{index .RepoDigests 0}}",
            "{{len .Mounts}} {{printf \"%.12s\" .Id}}",
            "{{.ContainerConfig.ExposedPorts}}",
            "{{.LogPath}}{{.Nope.Nope}}",
            "{{",
            "{{foo}}");
    for (String template : templates) {
      same("docker", "inspect", "--format", template, name);
    }
    for (String template :
        List.of(
            "{{.Id}}",
            "{{.RepoTags}}",
            "{{json .RootFS.Layers}}",
            "{{.Config.Entrypoint}}",
            "{{.Size}} {{.Os}}/{{.Architecture}}",
            "{{.Config.User}}",
            "{{index .RepoDigests 0}}",
            "{{.Config.ExposedPorts}}",
            "{{.RootFS}}")) {
      same("docker", "image", "inspect", "-f", template, image);
    }
    same("docker", "ps", "-f", "name=" + name);
    same("docker", "network", "inspect", "bridge");
    same("docker", "network", "inspect", "-f", "{{.Driver}} {{json .IPAM.Config}}", "bridge");
    cli("docker", "rm", "-fv", name);
  }

  @Test
  void thingsThatAreNotThere() {
    sameLine("docker inspect none-of-this-name");
    sameLine("docker inspect -f {{.Id}} none-of-this-name");
    sameLine("docker container inspect none-of-this-name");
    sameLine("docker image inspect none-of-this-name");
    sameLine("docker network inspect none-of-this-name");
    sameLine("docker volume inspect none-of-this-name");
    sameLine("docker rm none-of-this-name");
    sameLine("docker rm -f none-of-this-name");
    sameLine("docker stop none-of-this-name");
    sameLine("docker kill none-of-this-name");
    sameLine("docker kill -s NONSENSE none-of-this-name");
    sameLine("docker logs none-of-this-name");
    sameLine("docker exec none-of-this-name true");
    sameLine("docker rmi none-of-this-name");
    sameLine("docker rmi -f none-of-this-name");
    sameLine("docker tag none-of-this-name other");
    sameLine("docker tag " + image + " Other");
    sameLine("docker run --pull never none-of-this-name");
    sameLine("docker run --pull sometimes " + image);
    sameLine("docker run -p abc " + image);
    sameLine("docker run -p 80:abc " + image);
    sameLine("docker run --rm --restart always " + image);
    sameLine("docker run -it " + image);
    sameLine("docker run --network-alias x " + image);
    sameLine("docker run --health-retries 1 --no-healthcheck " + image);
    sameLine("docker run --name " + real.name("x") + " --network none-of-this-name --rm " + image);
    cli("docker", "rm", "-f", real.name("x"));
  }

  @Test
  void runs() {
    sameLine("docker run --rm " + image + " echo hello");
    sameLine("docker run --rm " + image + " echo hello err trouble exit 3");
    sameLine("docker run --rm -e A=b -e C " + image + " env A env C");
    sameLine("docker run --rm --entrypoint /nothing " + image);
    sameLine("docker run --rm -w /tmp -u 1000 " + image + " echo x");
    sameLine("docker run --rm -t " + image + " echo tty");
    sameLine("docker run --rm -i " + image + " cat");
    sameLine("docker run --rm " + image + " exit 137");
    sameLine("docker run --rm " + image + " flood 2000");
  }

  @Test
  void inputReachesTheContainerAndEnds() {
    verbs.input = "a line\nand more";
    assertEquals(
        new Said(0, "a line\nand more", ""), verbs.call("docker run --rm -i " + image + " cat"));
    String name = real.name("web");
    assertEquals(0, verbs.call("docker run -d --name " + name + " " + image + " pause").status());
    assertEquals(
        new Said(0, "a line\nand more", ""), verbs.call("docker exec -i " + name + " /tiny cat"));
  }

  @Test
  void controlCGoesToTheContainer() throws Exception {
    Said ended = interrupted("docker run --rm --name NAME " + image + " echo begun pause echo end");
    assertEquals(new Said(0, "begun\nend\n", ""), ended);
    Said killed = interrupted("docker run --rm --name NAME " + image + " pause pause");
    assertEquals(new Said(137, "", ""), killed);
  }

  /** A command line that is interrupted once its container runs. */
  private Said interrupted(String line) throws Exception {
    String name = real.name("int" + line.length());
    FutureTask<Said> said = new FutureTask<>(() -> verbs.call(line.replace("NAME", name)));
    Thread thread = new Thread(said);
    thread.start();
    Await.until(
        "the container runs",
        Duration.ofSeconds(20),
        () ->
            real.engine().containers().list(Containers.Query.everything()).stream()
                .anyMatch(c -> c.names().contains(name) && c.state().equals("running")));
    thread.interrupt();
    return said.get(30, TimeUnit.SECONDS);
  }

  @Test
  void verbsOnAContainer() {
    String name = real.name("web");
    String ours = real.name("ours");
    cli("docker", "run", "-d", "--name", name, image, "pause");
    same("docker", "exec", name, "/tiny", "echo", "hello", "exit", "4");
    same("docker", "exec", "-e", "A=b", name, "/tiny", "env", "A");
    same("docker", "exec", name, "/nothing");
    same("docker", "exec", "-d", name, "/tiny", "echo", "x");
    same("docker", "exec", "-it", name, "/tiny", "echo", "x");
    same("docker", "rm", name);
    assertEquals(new Said(0, name + "\n", ""), verbs.call("docker", "stop", "-t", "5", name));
    same("docker", "exec", name, "/tiny");
    same("docker", "kill", name);
    same("docker", "stop", name);
    assertEquals(new Said(0, name + "\n", ""), verbs.call("docker", "rm", name));
    Said id = verbs.call("docker", "run", "-d", "--name", ours, image, "pause");
    assertEquals("", id.err());
    assertTrue(id.out().matches("[0-9a-f]{64}\n"), id.out());
    same("docker", "ps", "-f", "name=" + ours);
    Said theirs = cli("docker", "run", "--name", ours, image);
    Said inUse = verbs.call("docker", "run", "--name", ours, image);
    assertEquals(
        theirs.err()
            + "the name "
            + ours
            + " is in use\n  try  docker rm -f "
            + ours
            + " - or another --name\n",
        inUse.err());
    assertEquals(new Said(0, ours + "\n", ""), verbs.call("docker", "kill", ours));
  }

  @Test
  void aContainerOfOursIsMadeAsDockerMakesOne() {
    List<String> flags =
        List.of(
            "-d",
            "-e",
            "A=b",
            "-p",
            "18999:80",
            "-p",
            "127.0.0.1::81/udp",
            "-w",
            "/",
            "-u",
            "0",
            "-m",
            "64m",
            "--cpus",
            "0.5",
            "--cap-add",
            "NET_ADMIN",
            "--cap-drop",
            "ALL",
            "--restart",
            "on-failure:3",
            "--tmpfs",
            "/run:size=1m",
            "-v",
            folder + ":/mnt:ro",
            "--add-host",
            "a:1.2.3.4",
            "-h",
            "host",
            "--init=false",
            "--read-only",
            "--ulimit",
            "nofile=100:200",
            "--health-cmd",
            "true",
            "--health-interval",
            "1m30s",
            "--stop-signal",
            "SIGINT",
            "--stop-timeout",
            "3",
            "--shm-size",
            "1m",
            "--log-opt",
            "max-size=1m",
            "--mount",
            "type=tmpfs,target=/t,tmpfs-size=1m",
            "--dns",
            "1.1.1.1");
    TreeSet<String> theirs = made(flags, false);
    TreeSet<String> ours = made(flags, true);
    TreeSet<String> missing = new TreeSet<>(theirs);
    missing.removeAll(ours);
    ours.removeAll(theirs);
    assertEquals(List.of("", ""), List.of(String.join("\n", missing), String.join("\n", ours)));
  }

  /** The lines of what the engine says of a container, without what differs from one to another. */
  private TreeSet<String> made(List<String> flags, boolean byUs) {
    String name = real.name("same");
    List<String> line = new ArrayList<>(List.of("docker", "run", "--name", name));
    line.addAll(flags);
    line.addAll(List.of(image, "pause"));
    String[] words = line.toArray(String[]::new);
    Said said = byUs ? verbs.call(words) : cli(words);
    assertEquals(0, said.status(), said.toString());
    TreeSet<String> lines = new TreeSet<>();
    cli("docker", "inspect", name)
        .out()
        .lines()
        .filter(l -> !l.matches(".*[0-9a-f]{12}.*|.*\"(Pid|StartedAt|Created|HostPort)\".*"))
        .filter(
            l ->
                !l.contains("MacAddress") && !l.contains("\"Labels\"") && !l.contains("stagecraft"))
        .map(l -> l.replaceAll(",$", ""))
        .forEach(lines::add);
    assertEquals(0, cli("docker", "rm", "-f", name).status());
    verbs.session.forget(dev.stagecraft.session.Kind.CONTAINER, name);
    return lines;
  }

  @Test
  void imagesComeAndGo() {
    String other = real.name("other") + ":2";
    assertEquals(new Said(0, "", ""), verbs.call("docker", "tag", image, other));
    same("docker", "image", "inspect", "-f", "{{.RepoTags}}", image);
    assertEquals(new Said(0, "Untagged: " + other + "\n", ""), verbs.call("docker", "rmi", other));
    assertEquals(Map.of(), verbs.environment);
  }
}
