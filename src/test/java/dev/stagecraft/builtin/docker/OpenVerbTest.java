package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.HostProgram;
import dev.stagecraft.testkit.FakeEngine;
import dev.stagecraft.testkit.PlainStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published ports in a browser. */
class OpenVerbTest {
  private static final Map<String, String> DESKTOP = Map.of("DISPLAY", ":0");

  @TempDir private Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final List<String> started = new ArrayList<>();
  private final PlainStreams streams = new PlainStreams();
  private List<String> programs = List.of("xdg-open", "firefox", "cmd", "open");
  private int status;

  @BeforeEach
  void image() {
    engine.images().add("web:1");
  }

  private void container(String name, String bindings) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode config = json.createObjectNode().put("Image", "web:1");
    config.putObject("HostConfig").set("PortBindings", json.readTree(bindings.replace('\'', '"')));
    engine.containers().create(Optional.of(name), Optional.empty(), config);
    engine.containers().start(name);
  }

  private Outcome run(String system, Map<String, String> environment, String... words) {
    Session session =
        Session.open(
            new Session.Settings(folder.resolve("state"), () -> engine, Clock.systemUTC(), false));
    Workbench bench =
        new Workbench(
            () -> engine,
            () -> {
              throw new AssertionError("no bases");
            },
            session,
            Clock.systemUTC(),
            false,
            new Programs(),
            "0.1.0");
    return new Dispatcher(new Registry(List.of(new OpenVerb(bench, system))))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                folder, environment, streams, Progress.none(), Origin.PROMPT));
  }

  private static String problem(Outcome outcome) {
    return outcome.problem().map(p -> p.message() + " | " + p.hint().orElse("")).orElse("");
  }

  @Test
  void onePortIsThatOne() throws IOException {
    container("web", "{'80/tcp': [{'HostIp': '0.0.0.0', 'HostPort': '8081'}]}");
    assertEquals(Outcome.done(), run("Linux", DESKTOP, "open", "web"));
    assertEquals("http://localhost:8081/\n", streams.said());
    assertEquals(List.of("/bin/xdg-open http://localhost:8081/"), started);
  }

  @Test
  void pathHostAndScheme() throws IOException {
    container("web", "{'443/tcp': [{'HostIp': '', 'HostPort': '8443'}]}");
    container("six", "{'80/tcp': [{'HostIp': '::1', 'HostPort': '8081'}]}");
    Map<String, String> remote = Map.of("DISPLAY", ":0", "DOCKER_HOST", "tcp://box.example:2375");
    assertEquals(0, run("Linux", remote, "open", "web", "health").status());
    assertEquals(0, run("Linux", remote, "open", "six:80", "/a").status());
    assertEquals(
        List.of(
            "/bin/xdg-open https://box.example:8443/health", "/bin/xdg-open http://[::1]:8081/a"),
        started);
  }

  @Test
  void browserOfEachSystem() throws IOException {
    container("web", "{'80/tcp': [{'HostIp': '0.0.0.0', 'HostPort': '8081'}]}");
    Map<String, String> named = Map.of("BROWSER", "nothere:firefox --new-tab");
    assertEquals(0, run("Linux", named, "open", "web").status());
    assertEquals(0, run("Mac OS X", Map.of(), "open", "web").status());
    assertEquals(0, run("Windows 11", Map.of(), "open", "web").status());
    assertEquals(
        List.of(
            "/bin/firefox --new-tab http://localhost:8081/",
            "/bin/open http://localhost:8081/",
            "/bin/cmd /c start  http://localhost:8081/"),
        started);
  }

  @Test
  void withoutABrowserTheAddressIsPrinted() throws IOException {
    container("web", "{'80/tcp': [{'HostIp': '0.0.0.0', 'HostPort': '8081'}]}");
    assertEquals(
        Outcome.text("http://localhost:8081/\n")
            .withRemark("no browser is known here: BROWSER may name one"),
        run("Linux", Map.of(), "open", "web"));
    programs = List.of();
    assertEquals("http://localhost:8081/\n", run("Linux", DESKTOP, "open", "web").text());
    assertEquals(List.of(), started);
  }

  @Test
  void severalPortsAreAskedFor() throws IOException {
    container(
        "web",
        "{'9000/tcp': [{'HostIp': '', 'HostPort': '9001'}], '53/udp': [{'HostPort': '53'}],"
            + " '80/tcp': [{'HostIp': '', 'HostPort': '8081'}], '81/tcp': null}");
    Outcome outcome = run("Linux", DESKTOP, "open", "web");
    assertEquals(2, outcome.status());
    assertEquals(
        "web publishes several ports: 80 (on 8081), 9000 (on 9001) | open web:80",
        problem(outcome));
    assertEquals(0, run("Linux", DESKTOP, "open", "web:9000").status());
    assertEquals(0, run("Linux", DESKTOP, "open", "web:8081").status());
    assertEquals(
        List.of("/bin/xdg-open http://localhost:9001/", "/bin/xdg-open http://localhost:8081/"),
        started);
    assertEquals(
        "web does not publish port 81 | open web:80 is published",
        problem(run("Linux", DESKTOP, "open", "web:81")));
  }

  @Test
  void nothingPublishedIsSaid() throws IOException {
    container("web", "{}");
    Outcome outcome = run("Linux", DESKTOP, "open", "web");
    assertEquals(1, outcome.status());
    assertEquals(
        "web publishes no port | docker ps shows whether it runs · docker run -p 8080:80 …"
            + " publishes port 80",
        problem(outcome));
    assertEquals(1, run("Linux", DESKTOP, "open", "gone").status());
  }

  @Test
  void browserThatFailsIsSaid() throws IOException {
    container("web", "{'80/tcp': [{'HostIp': '0.0.0.0', 'HostPort': '8081'}]}");
    status = 3;
    assertEquals(
        "/bin/xdg-open ended with status 3 | open http://localhost:8081/ by hand, or name another"
            + " browser in BROWSER",
        problem(run("Linux", DESKTOP, "open", "web")));
  }

  @Test
  void filesAreTheHostsPrograms() throws IOException {
    Files.writeString(folder.resolve("report.html"), "");
    assertEquals(Outcome.done(), run("Mac OS X", Map.of(), "open", "report.html"));
    assertEquals(List.of("/bin/open report.html"), started);
  }

  /** Programs that are known by name and only remembered. */
  private final class Programs implements HostProgram {
    @Override
    public Optional<Path> find(String word, Map<String, String> environment) {
      return programs.contains(word) ? Optional.of(Path.of("/bin", word)) : Optional.empty();
    }

    @Override
    public int run(List<String> words, Map<String, String> environment, Path where, Streams given) {
      started.add(String.join(" ", words));
      return status;
    }
  }
}
