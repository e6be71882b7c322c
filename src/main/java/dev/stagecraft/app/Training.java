package dev.stagecraft.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that the launcher makes once, so that the classes of a usual start are archived: it speaks
 * to an engine that is not there, and touches no other.
 */
final class Training implements AutoCloseable {
  private static final String IMAGES =
      "[{\"Id\":\"sha256:5b0bcabd1ed22e9fb1310cf6c2dec7cdef19f0ad69efa1f392e94a4333501270\","
          + "\"ParentId\":\"\",\"RepoTags\":[\"shop:slim\"],\"RepoDigests\":[],"
          + "\"Created\":1732000000,\"Size\":4900000,\"SharedSize\":-1,\"Labels\":null,"
          + "\"Containers\":-1}]";
  private static final String CONTAINERS =
      "[{\"Id\":\"8dfafdbc3a40e5c0d0b2d3a0a4e9a3a1d0e1c9b7a6958473625140302010f0e0\","
          + "\"Names\":[\"/web\"],\"Image\":\"shop:slim\",\"ImageID\":\"sha256:5b0b\","
          + "\"Command\":\"/server\",\"Created\":1732000000,\"Ports\":[{\"IP\":\"0.0.0.0\","
          + "\"PrivatePort\":8080,\"PublicPort\":8000,\"Type\":\"tcp\"}],\"Labels\":{},"
          + "\"State\":\"running\",\"Status\":\"Up 2 minutes\",\"HostConfig\":{},"
          + "\"NetworkSettings\":{\"Networks\":{\"bridge\":{}}},\"Mounts\":[]}]";
  private static final String INFO =
      "{\"ID\":\"TRAINING\",\"ServerVersion\":\"20.10.24\",\"Version\":\"20.10.24\","
          + "\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\",\"Os\":\"linux\"}";

  private final Path folder;
  private final ServerSocketChannel server;

  private Training(Path folder) throws IOException {
    this.folder = folder;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket()));
    Thread thread = new Thread(this::serve, "training engine");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the launcher asks for it. */
  static boolean isWanted() {
    return Boolean.getBoolean("stagecraft.train");
  }

  /** Runs what is asked for, then a batch. */
  static int run(List<String> given) throws IOException {
    try (Training training = new Training(Files.createTempDirectory("stagecraft-train-"))) {
      Map<String, String> environment = training.environment(System.getenv());
      // The prompt first: a batch on a terminal would pass on what is typed ahead.
      int status = Main.run(given, environment);
      return Math.max(status, Main.run(List.of("-c", "docker images; docker ps"), environment));
    }
  }

  private Path socket() {
    return folder.resolve("s");
  }

  /** An environment with this engine in it, and with nothing of the person's. */
  private Map<String, String> environment(Map<String, String> given) {
    Map<String, String> changed = new LinkedHashMap<>(given);
    changed.remove("DOCKER_CONTEXT");
    changed.put("DOCKER_HOST", "unix://" + socket());
    for (String name : new String[] {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}) {
      changed.put(name, folder.toString());
    }
    return changed;
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        try (SocketChannel client = server.accept()) {
          answer(client);
        }
      }
    } catch (IOException closed) {
      // The end of the training.
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(SocketChannel client) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8192);
    int read = client.read(bytes);
    String request = read <= 0 ? "" : new String(bytes.array(), 0, read, StandardCharsets.UTF_8);
    String body =
        request.contains("/images/json")
            ? IMAGES
            : request.contains("/containers/json")
                ? CONTAINERS
                : request.contains("/_ping") ? "OK" : request.contains("/networks") ? "[]" : INFO;
    boolean head = request.startsWith("HEAD");
    byte[] text = body.getBytes(StandardCharsets.UTF_8);
    String answer =
        "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + text.length
            + "\r\nConnection: close\r\n\r\n"
            + (head ? "" : body);
    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
