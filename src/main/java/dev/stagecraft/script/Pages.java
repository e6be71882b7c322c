package dev.stagecraft.script;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for pages of containers, straight: no proxy is asked. */
final class Pages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BETWEEN_MILLIS = 50;

  private final Supplier<Map<String, String>> environment;

  /**
   * Pages.
   *
   * @param environment says where the engine is, whose ports are asked
   */
  Pages(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  /** The address of a port of the engine's host. */
  String base(int port) {
    String engine = environment.get().getOrDefault("DOCKER_HOST", "");
    String host =
        engine.matches("(tcp|https?)://.*")
            ? Optional.ofNullable(URI.create(engine).getHost()).orElse("127.0.0.1")
            : "127.0.0.1";
    return "http://" + host + ":" + port;
  }

  /**
   * Asks for a page, again and again until something answers.
   *
   * @param ended why nothing will answer any more, where that is so
   */
  Page get(int port, String path, Supplier<Optional<String>> ended) {
    URI page = URI.create(base(port) + (path.startsWith("/") ? "" : "/") + path);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Page(
            answer.statusCode(),
            answer.body(),
            answer.headers().firstValue("Content-Type").orElse(""));
      } catch (IOException notYet) {
        Optional<String> why = ended.get();
        if (why.isPresent() || System.nanoTime() > end) {
          throw Problem.of(
                  "script.page",
                  page
                      + " gives no answer: "
                      + why.orElse("none within " + PATIENCE.toSeconds() + " s"))
              .withHint("docker logs shows what the program in the container says")
              .exception(notYet);
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Cancelled(page.toString());
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("waiting for a page");
    }
  }
}
