package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks and volumes over an engine in memory. */
class ObjectVerbsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T14:04:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private FakeEngine engine;
  private VerbFixture verbs;

  @BeforeEach
  void anEngine() {
    engine = new FakeEngine();
    verbs = new VerbFixture(engine, folder, CLOCK, true);
    verbs.cli = Optional.of(Path.of("/usr/bin/docker"));
  }

  @Test
  void whatIsMadeIsOwnedAndGoes() {
    Said network = verbs.call("docker network create -d bridge lab");
    assertTrue(network.out().matches("[0-9a-f]{64}\n"), network.toString());
    assertEquals(new Said(0, "data\n", ""), verbs.call("docker volume create data"));
    assertEquals(new Said(0, "old\n", ""), verbs.call("docker volume create --name old"));
    Said unnamed = verbs.call("docker volume create");
    assertTrue(unnamed.out().matches("[0-9a-f]{64}\n"), unnamed.toString());
    assertTrue(verbs.session.owns(Kind.NETWORK, "lab"));
    assertTrue(verbs.session.owns(Kind.VOLUME, unnamed.out().strip()));
    assertEquals(List.of(), verbs.delegated);
    verbs.session.close();
    assertEquals(List.of("bridge"), engine.networks().names());
    assertEquals(List.of(), engine.volumes().names());
  }

  @Test
  void aVolumeThatIsThereStaysSomebodyElses() {
    engine.volumes().create("theirs", Map.of());
    assertEquals(new Said(0, "theirs\n", ""), verbs.call("docker volume create theirs"));
    verbs.session.close();
    assertEquals(List.of("theirs"), engine.volumes().names());
  }

  @Test
  void aCreationThatIsCutShortIsFoundByItsLabels() {
    engine.on(
        "networks.create",
        () -> {
          throw new Cancelled("create");
        });
    Assertions.assertThrows(Cancelled.class, () -> verbs.call("docker network create lab"));
    assertEquals(List.of(), verbs.session.owned());
  }

  @Test
  void listsAreSortedAsAPersonSorts() {
    Stream.of("n10", "n2").forEach(n -> engine.networks().create(n, "bridge", Map.of()));
    Stream.of("v10", "v2").forEach(n -> engine.volumes().create(n, Map.of("a", "b")));
    assertEquals("bridge\nn2\nn10\n", verbs.call("docker network ls --format {{.Name}}").out());
    assertEquals(
        new Said(0, "DRIVER    VOLUME NAME\n          v2\n          v10\n", ""),
        verbs.call("docker volume ls"));
    assertEquals(
        new Said(0, "v2 b\nv10 b\n", ""),
        verbs.call("docker", "volume", "ls", "--format", "{{.Name}} {{.Label \"a\"}}"));
    assertEquals(
        List.of("id", "name", "driver", "scope"),
        verbs.outcome("docker network ls").rows().orElseThrow().columns().stream()
            .map(column -> column.name())
            .toList());
  }

  @Test
  void theShieldCoversThem() {
    engine.networks().create("theirs", "bridge", Map.of());
    engine.volumes().create("theirs", Map.of());
    engine.images().add("alpine:3.19");
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    verbs.origin = Origin.REPLAY;
    assertEquals(
        new Said(0, "bridge\n", "1 other network was left alone (--no-shield shows everything)\n"),
        verbs.call("docker network ls --format {{.Name}}"));
    assertEquals(
        new Said(0, "", "1 other volume was left alone (--no-shield shows everything)\n"),
        verbs.call("docker volume ls -q"));
    for (String line :
        List.of(
            "network rm theirs",
            "volume rm theirs",
            "network connect bridge web",
            "network disconnect bridge web")) {
      Said refused = verbs.call("docker " + line);
      assertEquals(1, refused.status(), line);
      assertTrue(refused.err().contains("not made by this session"), refused.err());
    }
  }

  @Test
  void severalAreRemovedAndTheRestIsTold() {
    verbs.call("docker network create a");
    verbs.call("docker volume create a");
    assertEquals(
        new Said(1, "a\n", "Error response from daemon: No such network: b\nexit status 1\n"),
        verbs.call("docker network rm b a"));
    assertEquals(
        new Said(1, "a\n", "Error response from daemon: get b: no such volume\n"),
        verbs.call("docker volume rm b a"));
    assertEquals(new Said(0, "", ""), verbs.call("docker volume rm -f b"));
    assertEquals(List.of(), verbs.session.owned());
  }

  @Test
  void addressesMustFitTheirSubnets() {
    Map<String, String> wrong =
        Map.of(
            "--gateway 10.0.0.1", "every ip-range or gateway must have a corresponding subnet",
            "--subnet 10.0.0.0 --gateway 10.0.0.1",
                "invalid subnet: invalid CIDR address: 10.0.0.0",
            "--subnet 10.0.0.0/8 --subnet 10.1.0.0/16",
                "multiple overlapping subnet configuration is not supported",
            "--subnet 10.0.0.0/16 --gateway 10.1.0.1", "no matching subnet for gateway 10.1.0.1",
            "--subnet 10.0.0.0/16 --ip-range 10.1.0.0/24",
                "no matching subnet for range 10.1.0.0/24",
            "--subnet 10.0.0.0/16 --aux-address a=10.1.0.1",
                "no matching subnet for aux-address 10.1.0.1",
            "--subnet 10.0.0.0/24 --subnet 10.0.1.0/24 --gateway 10.0.0.1,10.0.0.2",
                "cannot configure multiple gateways (10.0.0.2, 10.0.0.1) for the same subnet"
                    + " (10.0.0.0/24)");
    wrong.forEach(
        (flags, message) ->
            assertEquals(
                new Said(1, "", message + "\n"),
                verbs.call("docker network create " + flags + " lab")));
    assertEquals(List.of("bridge"), engine.networks().names());
    assertEquals(
        0,
        verbs
            .call(
                "docker network create --subnet 10.0.0.0/16 --subnet fd00::/64 --gateway fd00::1"
                    + " --ip-range 10.0.7.0/24 --aux-address a=10.0.0.9 lab")
            .status());
  }

  @Test
  void containersAreConnected() {
    verbs.call("docker network create lab");
    assertEquals(
        new Said(0, "", ""),
        verbs.call("docker network connect --alias w --ip 10.0.0.5 --link db:d lab web"));
    assertEquals(new Said(0, "", ""), verbs.call("docker network disconnect -f lab web"));
    assertEquals(
        List.of(
            "networks.connect lab {\"Container\":\"web\",\"EndpointConfig\":{\"IPAMConfig\":"
                + "{\"IPv4Address\":\"10.0.0.5\"},\"Links\":[\"db:d\"],\"Aliases\":[\"w\"]}}",
            "networks.disconnect lab web true"),
        engine.calls().stream().filter(c -> c.contains("connect")).toList());
  }
}
