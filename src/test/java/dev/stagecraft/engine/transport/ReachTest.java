package dev.stagecraft.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of engines that cannot be reached. */
final class ReachTest {
  @TempDir private Path folder;

  private static Problem problem(Endpoint endpoint) {
    return assertThrows(ProblemException.class, () -> Dialer.to(endpoint).dial().close()).problem();
  }

  @Test
  void noSocketAtAll() {
    Endpoint endpoint = new Endpoint.Unix(folder.resolve("none"));
    assertEquals(Reach.ABSENT, Reach.of(endpoint));
    assertEquals(
        Problem.of(
                "engine.unreachable",
                "no engine at " + endpoint.address() + ": there is no such socket")
            .withHint(
                "start the engine there, let --provision start one, or name another engine with"
                    + " --host or DOCKER_HOST"),
        problem(endpoint));
  }

  @Test
  void aSocketThatAnEngineLeftBehind() throws IOException {
    Path socket = folder.resolve("stale");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertEquals(Reach.OPEN, Reach.of(new Endpoint.Unix(socket)));
    }
    Endpoint endpoint = new Endpoint.Unix(socket);
    assertTrue(Files.exists(socket));
    assertEquals(Reach.STALE, Reach.of(endpoint));
    assertEquals(
        "no engine at " + endpoint.address() + ": the socket is there, but nothing listens to it",
        problem(endpoint).message());
  }

  @Test
  void aSocketThatRefusesUs() {
    Path socket = folder.resolve("private");
    Endpoint endpoint = new Endpoint.Unix(socket);
    SocketException refused = new SocketException("Permission denied");
    assertEquals(Reach.FORBIDDEN, Reach.of(endpoint, refused));
    Problem problem = Trouble.connecting(endpoint, refused);
    assertEquals("engine.permission", problem.code());
    assertEquals(
        "permission denied at "
            + endpoint.address()
            + ": there is a socket, but you may not use it",
        problem.message());
    assertEquals(
        "join the group docker (sudo usermod -aG docker $USER, then log in again), or run with"
            + " sudo",
        problem.hint().orElseThrow());
  }

  /** Tries a socket in a process of its own, for {@link #aSocketThatRefusesUsForReal}. */
  static final class Child {
    private Child() {}

    /** Prints how far it gets at the socket. */
    public static void main(String[] words) {
      Endpoint endpoint = new Endpoint.Unix(Path.of(words[0]));
      System.out.print(Reach.of(endpoint) + " " + problem(endpoint).code());
    }

    private static Problem problem(Endpoint endpoint) {
      try {
        Dialer.to(endpoint).dial().close();
      } catch (ProblemException refused) {
        return refused.problem();
      }
      return Problem.of("engine.open", "");
    }
  }

  @Test
  void aSocketThatRefusesUsForReal() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name", "").equals("root")) {
      // Root may use every socket, unless it gives up the power to.
      Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv as root");
      command.addAll(List.of("/usr/bin/setpriv", "--bounding-set", "-dac_override"));
      command.addAll(List.of("--inh-caps", "-dac_override"));
    }
    command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-cp"));
    command.add(place(Reach.class) + File.pathSeparator + place(Child.class));
    command.add(Child.class.getName());
    Path socket = folder.resolve("private");
    command.add(socket.toString());
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, Set.of());
      Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("FORBIDDEN engine.permission", said);
      assertEquals(0, child.waitFor());
    }
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void aPortWithoutAListener() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", port);
    assertEquals(Reach.STALE, Reach.of(endpoint));
    assertEquals(
        "no engine at tcp://127.0.0.1:" + port + ": connection refused",
        problem(endpoint).message());
  }

  @Test
  void aHostWithoutAnAddress() {
    Endpoint endpoint = new Endpoint.Tcp("no-such-host.invalid", 2375);
    assertEquals(
        "no engine at tcp://no-such-host.invalid:2375: no such host", problem(endpoint).message());
  }

  @Test
  void aWayThatIsNotWalkedYet() {
    Endpoint endpoint = Endpoint.parse("ssh://me@there");
    assertEquals(Reach.LATER, Reach.of(endpoint));
    assertEquals(
        Problem.of(
                "engine.endpoint", "the engine at ssh://me@there is reached by ssh, not yet here")
            .withHint(
                "forward its socket and use that: ssh -nNT -L"
                    + " /tmp/engine.sock:/var/run/docker.sock USER@HOST, then --host"
                    + " unix:///tmp/engine.sock"),
        problem(endpoint));
  }
}
