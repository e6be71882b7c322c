package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Probe;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an author expects, against a page of this machine and images in memory. */
class ExpectationsTest {
  private final FakeEngine engine = new FakeEngine();
  private HttpServer server;
  private Expectations expectations;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          byte[] body =
              "{\"status\":\"OK\",\"more\":{\"a\":1,\"b\":2}}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Probe probe = (host, port, limit, worth) -> Optional.empty();
    expectations =
        new Expectations(
            new ImageBook(
                new LabEngine(() -> engine, FakeBases::new, probe, image -> {}, new Removals())));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String check(String directive, String output) {
    String text = directive.replace("PORT", String.valueOf(server.getAddress().getPort()));
    Block.Commands block =
        (Block.Commands)
            LabReader.read("lab.md", "<!-- stagecraft: " + text + " -->\n```bash\ntrue\n```\n")
                .blocks()
                .get(0);
    Expectation expectation = block.expectations().get(0);
    try {
      return "ok " + expectations.check(expectation, output).replaceAll(":\\d{2,}", ":PORT");
    } catch (ProblemException failed) {
      assertTrue(failed.problem().place().isPresent(), failed.problem().toString());
      assertTrue(failed.problem().hint().isPresent(), failed.problem().toString());
      return failed.problem().message().replaceAll(":\\d{2,}", ":PORT");
    }
  }

  @Test
  void pages() {
    String page = "http http://localhost:PORT/health";
    assertEquals(
        "ok http://localhost:PORT/health 200 {\"status\":\"OK\",\"more\":{\"a\":1,\"b\":2}}",
        check(page + " json={\"status\":\"OK\",\"more\":{\"b\":2}} contains=status", ""));
    assertEquals(
        "http://localhost:PORT/health: more.b is 2, not 3",
        check(page + " json={\"more\":{\"b\":3}}", ""));
    assertEquals(
        "http://localhost:PORT/health: no is missing", check(page + " json={\"no\":null}", ""));
    assertEquals("what is expected is no JSON: {\"a\"}", check(page + " json={\"a\"}", ""));
    assertEquals(
        "http://localhost:PORT/health answers 200, not 404", check(page + " status=404", ""));
    assertEquals(
        "http://localhost:PORT/health answers without never", check(page + " contains=never", ""));
    assertEquals(
        "http://127.0.0.1:PORT/no answers 404, not 200",
        check("http http://127.0.0.1:PORT/no", ""));
  }

  @Test
  void aPortWithoutAnAnswer() throws IOException {
    int port;
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = silent.getLocalPort();
      URI page = URI.create("http://127.0.0.1:" + port + "/");
      assertEquals(
          page + " gives no answer: none within the time",
          assertThrows(ProblemException.class, () -> HttpQuestion.ask(page, Duration.ofMillis(100)))
              .problem()
              .message());
    }
    URI closed = URI.create("http://localhost:" + port);
    assertEquals(
        closed + " gives no answer: Connection refused",
        assertThrows(ProblemException.class, () -> HttpQuestion.ask(closed, Duration.ofSeconds(5)))
            .problem()
            .message());
  }

  @Test
  void outputs() {
    assertEquals("ok ", check("prints \"b  c\"", "a\nb  c\n"));
    assertEquals("ok ", check("prints /^b +c$/", "a\nb  c\n"));
    assertEquals("the output does not have x", check("prints x", "a\n"));
    assertEquals("the output does not have ^c", check("prints /^c/", "a\nb  c\n"));
  }

  @Test
  void images() {
    engine.images().describe("a:single", 900_000_000, 9, "");
    engine.images().describe("a:multi", 15_000_000, 4, "app:app");
    engine.images().add("a:single");
    engine.images().add("a:multi");
    assertEquals(
        "ok a:multi 15.0 MB <= 33.3 % of a:single, 900 MB",
        check("size a:multi <= 1/3 a:single", ""));
    assertEquals(
        "a:single has 900 MB, which is not < a:multi, 15.0 MB",
        check("size a:single < a:multi", ""));
    assertEquals("ok a:multi 15.0 MB = 14.0 MB", check("size a:multi = 14MB within 10%", ""));
    assertEquals(
        "a:multi has 15.0 MB, which is not = 10.0 MB", check("size a:multi = 10MB within 10%", ""));
    assertEquals("there is no image no:such", check("size no:such > 1MB", ""));
    assertEquals("ok a:multi runs as app:app", check("user a:multi app:app", ""));
    assertEquals("a:single runs as root, not as me", check("user a:single me", ""));
  }
}
