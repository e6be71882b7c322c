package dev.stagecraft.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which engine is meant. The table's cases were each tried with the docker CLI. */
final class EndpointChoiceTest {
  @TempDir private Path home;

  @BeforeEach
  void contexts() throws IOException {
    context("lab", "tcp://10.1.2.3:2375");
    context("far", "ssh://me@there");
    context("secure", "tcp://10.1.2.3:2376");
    Files.createDirectories(home.resolve(".docker/contexts/tls").resolve(id("secure") + "/docker"));
  }

  private void context(String name, String host) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".docker/contexts/meta").resolve(id(name)));
    Files.writeString(
        folder.resolve("meta.json"),
        "{\"Name\":\""
            + name
            + "\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\""
            + host
            + "\",\"SkipTLSVerify\":false}}}");
  }

  private static String id(String name) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void currentContext(String name) throws IOException {
    Files.writeString(
        home.resolve(".docker/config.json"), "{\"auths\":{},\"currentContext\":\"" + name + "\"}");
  }

  private EndpointChoice resolve(String host, String context, Map<String, String> environment) {
    return EndpointChoice.resolve(
        Optional.of(host),
        Optional.of(context),
        environment,
        home,
        List.of(home.resolve("default.sock")));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // --host, --context, DOCKER_HOST, DOCKER_CONTEXT, currentContext, address, why
        "'', '',      '',      '',  '',  D, 'the default, nothing else is set'",
        "'', lab,     tcp://e, far, far, tcp://10.1.2.3:2375, '--context, context \"lab\"'",
        "tcp://h, '', tcp://e, lab, lab, tcp://h:2375, --host",
        "'', '',      tcp://e, lab, lab, tcp://e:2375, DOCKER_HOST",
        "'', '',      '',      lab, far, tcp://10.1.2.3:2375, 'DOCKER_CONTEXT, context \"lab\"'",
        "'', '',      '',      '',  far, ssh://me@there, 'the current context of docker''s"
            + " configuration, context \"far\"'",
        "'', default, tcp://e, lab, lab, tcp://e:2375, DOCKER_HOST",
        "'', default, '',      lab, lab, D, 'the default, nothing else is set'",
        "'', '',      '', default,  lab, D, 'the default, nothing else is set'",
        "unix://, '', '',      '',  '',  unix:///var/run/docker.sock, --host",
        "h:99, '',    '',      '',  '',  tcp://h:99, --host",
        "':99', '',   '',      '',  '',  tcp://localhost:99, --host",
        "tcp://[::1]:5, '', '', '', '',  tcp://[::1]:5, --host",
      })
  void theOrderIsTheCommandLinesOwn(
      String host,
      String context,
      String hostVariable,
      String contextVariable,
      String current,
      String address,
      String why)
      throws IOException {
    currentContext(current);
    EndpointChoice choice =
        resolve(
            host, context, Map.of("DOCKER_HOST", hostVariable, "DOCKER_CONTEXT", contextVariable));
    String expected = address.equals("D") ? "unix://" + home.resolve("default.sock") : address;
    assertEquals(expected + " / " + why, choice.endpoint().address() + " / " + choice.why());
  }

  private Problem refused(String host, String context, Map<String, String> environment) {
    return assertThrows(ProblemException.class, () -> resolve(host, context, environment))
        .problem();
  }

  @Test
  void bothOptionsAreAnError() {
    assertEquals(
        Problem.of(
                "engine.endpoint", "conflicting options: cannot specify both --host and --context")
            .withHint("give one of them"),
        refused("tcp://h", "lab", Map.of()));
  }

  @Test
  void aContextThatDoesNotExistIsAnErrorAndNeverTheDefault() throws IOException {
    Problem expected =
        Problem.of(
                "engine.context",
                "unable to resolve docker endpoint: context \"nope\": context not found: open "
                    + home.resolve(".docker/contexts/meta").resolve(id("nope") + "/meta.json")
                    + ": no such file or directory")
            .withHint(
                "there are far, lab, secure; docker context create nope --docker host=… makes it");
    assertEquals(expected, refused("", "nope", Map.of()));
    assertEquals(expected, refused("", "", Map.of("DOCKER_CONTEXT", "nope")));
    currentContext("nope");
    assertEquals(expected, refused("", "", Map.of()));
  }

  @Test
  void anAddressOfAnotherKindIsAnError() {
    assertEquals(
        "'foo://x' is no address of an engine", refused("foo://x", "", Map.of()).message());
    assertEquals(
        "'tcp://h:1/path' is no address of an engine",
        refused("tcp://h:1/path", "", Map.of()).message());
    assertEquals(
        "'tcp://h:port' is no address of an engine",
        refused("tcp://h:port", "", Map.of()).message());
  }

  @Test
  void certificatesAreForLater() {
    Endpoint later = new Endpoint.Later("tcp://10.1.2.3:2376", "TLS");
    assertEquals(later, resolve("", "secure", Map.of()).endpoint());
    assertEquals(
        later,
        resolve("", "", Map.of("DOCKER_HOST", "tcp://10.1.2.3:2376", "DOCKER_TLS_VERIFY", "1"))
            .endpoint());
  }

  @Test
  void aConfigurationThatCannotBeReadIsAWarning() throws IOException {
    Files.writeString(home.resolve(".docker/config.json"), "{bad");
    EndpointChoice choice = resolve("", "", Map.of());
    assertEquals(EndpointChoice.Source.DEFAULT_SOCKET, choice.source());
    assertEquals(1, choice.warnings().size());
    assertEquals(
        "docker's configuration " + home.resolve(".docker/config.json") + " cannot be read",
        choice.warnings().get(0).replaceAll("read: .*", "read"));
  }

  @Test
  void ofTheDefaultSocketsTheFirstThatAcceptsIsTaken() throws IOException {
    Path none = home.resolve("none.sock");
    Path stale = home.resolve("stale.sock");
    Path open = home.resolve("open.sock");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(stale));
    }
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(open));
      assertEquals(open, DefaultSockets.best(List.of(none, stale, open)));
    }
    assertEquals(stale, DefaultSockets.best(List.of(none, stale)));
    assertEquals(none, DefaultSockets.best(List.of(none, home.resolve("other.sock"))));
  }
}
