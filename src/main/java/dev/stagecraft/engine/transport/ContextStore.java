package dev.stagecraft.engine.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The docker CLI's configuration folder, as far as it says which engine is meant. */
final class ContextStore {
  private final Path folder;

  private ContextStore(Path folder) {
    this.folder = folder;
  }

  static ContextStore of(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("DOCKER_CONFIG", "");
    return new ContextStore(configured.isEmpty() ? home.resolve(".docker") : Path.of(configured));
  }

  /**
   * What the configuration says.
   *
   * @param context the current context, where one is set
   * @param warnings lines for a person
   */
  record Current(Optional<String> context, List<String> warnings) {}

  /** The current context. A file that cannot be read is a warning, as it is for the CLI. */
  Current current() {
    Path file = folder.resolve("config.json");
    if (!Files.exists(file)) {
      return new Current(Optional.empty(), List.of());
    }
    try {
      JsonNode name = new ObjectMapper().readTree(file.toFile()).path("currentContext");
      return new Current(Optional.of(name.asText()).filter(n -> !n.isEmpty()), List.of());
    } catch (IOException unreadable) {
      return new Current(
          Optional.empty(),
          List.of("docker's configuration " + file + " cannot be read: " + reason(unreadable)));
    }
  }

  private static String reason(IOException failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  /** Where a context's engine is. */
  Endpoint endpoint(String context) {
    String id = id(context);
    Path meta = folder.resolve("contexts/meta").resolve(id).resolve("meta.json");
    JsonNode docker;
    try {
      docker = new ObjectMapper().readTree(meta.toFile()).path("Endpoints").path("docker");
    } catch (java.io.FileNotFoundException missing) {
      throw missing(context, meta);
    } catch (IOException unreadable) {
      throw Problem.of(
              "engine.context", "context \"" + context + "\" cannot be read: " + reason(unreadable))
          .withHint("see " + meta)
          .exception(unreadable);
    }
    String host = docker.path("Host").asText();
    Endpoint endpoint =
        host.isEmpty() ? new Endpoint.Unix(Endpoint.DEFAULT_SOCKET) : Endpoint.parse(host);
    boolean secured =
        Files.isDirectory(folder.resolve("contexts/tls").resolve(id).resolve("docker"));
    return secured && endpoint instanceof Endpoint.Tcp
        ? new Endpoint.Later(endpoint.address(), "TLS")
        : endpoint;
  }

  private RuntimeException missing(String context, Path meta) {
    List<String> names = names();
    String known =
        names.isEmpty() ? "there are none beside default" : "there are " + String.join(", ", names);
    return Problem.of(
            "engine.context",
            "unable to resolve docker endpoint: context \""
                + context
                + "\": context not found: open "
                + meta
                + ": no such file or directory")
        .withHint(known + "; docker context create " + context + " --docker host=… makes it")
        .exception();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> metas = Files.list(folder.resolve("contexts/meta"))) {
      for (Path meta : metas.sorted().toList()) {
        names.add(
            new ObjectMapper()
                .readTree(meta.resolve("meta.json").toFile())
                .path("Name")
                .asText(meta.getFileName().toString()));
      }
    } catch (IOException unreadable) {
      // Only a hint: those that could be read are named.
      return names.stream().sorted().toList();
    }
    return names.stream().sorted().toList();
  }

  private static String id(String context) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(context.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
