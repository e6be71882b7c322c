package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The images of a Docker engine. */
final class DockerImages implements Images {
  private final Api api;
  private final Json json;
  private final TypedClient typed;

  DockerImages(Api api, Json json, TypedClient typed) {
    this.api = api;
    this.json = json;
    this.typed = typed;
  }

  @Override
  public List<Summary> list(Query query) {
    Target target =
        Target.of("/images/json")
            .with("all", query.all())
            .with("digests", query.digests())
            .with(query.filters(), json);
    List<Summary> images = new ArrayList<>();
    json.get(target).forEach(node -> images.add(summary(node)));
    return List.copyOf(images);
  }

  private static Summary summary(JsonNode node) {
    return new Summary(
        node.path("Id").asText(),
        node.path("ParentId").asText(),
        named(node.path("RepoTags"), "<none>:<none>"),
        named(node.path("RepoDigests"), "<none>@<none>"),
        Instant.ofEpochSecond(node.path("Created").asLong()),
        node.path("Size").asLong(),
        node.path("SharedSize").asLong(-1),
        node.path("Containers").asLong(-1),
        Json.texts(node.path("Labels")));
  }

  /** Older engines give an image without a name the name {@code <none>}. */
  private static List<String> named(JsonNode names, String none) {
    return Json.list(names).stream().filter(n -> !n.equals(none)).toList();
  }

  @Override
  public JsonNode inspect(String reference) {
    return json.get(Target.of("images", reference, "json"));
  }

  @Override
  public JsonNode history(String reference) {
    return json.get(Target.of("images", reference, "history"));
  }

  @Override
  public boolean exists(String reference) {
    try {
      api.call(Request.get(Target.of("images", reference, "json").toString())).close();
      return true;
    } catch (EngineRefusal refusal) {
      if (refusal.status() == 404) {
        return false;
      }
      throw refusal;
    }
  }

  @Override
  public void tag(String reference, String repository, String tag) {
    typed.call(client -> client.tagImageCmd(Target.part(reference), repository, tag).exec());
  }

  @Override
  public List<Removed> remove(String reference, boolean force, boolean prune) {
    Target target = Target.of("images", reference, "").with("force", force).with("noprune", !prune);
    List<Removed> removed = new ArrayList<>();
    for (JsonNode node : json.answer(Request.delete(target.toString()))) {
      boolean untagged = node.has("Untagged");
      removed.add(new Removed(untagged, node.path(untagged ? "Untagged" : "Deleted").asText()));
    }
    return List.copyOf(removed);
  }

  @Override
  public void pull(String reference, Optional<String> platform, PullListener listener) {
    ImageName name = ImageName.parse(reference);
    Target target =
        Target.of("/images/create")
            .with("fromImage", name.domain() + "/" + name.path())
            .with("tag", name.digest().orElse(name.tagOrLatest()))
            .with("platform", platform);
    try (Response response = api.call(Request.post(target.toString()))) {
      json.each(
          response,
          message -> {
            Optional<String> error = error(message);
            if (error.isPresent()) {
              throw refused(reference, error.get());
            }
            listener.on(message);
          });
    } catch (EngineRefusal refusal) {
      throw refused(reference, refusal.says());
    }
  }

  private static RuntimeException refused(String reference, String words) {
    String hint =
        words.contains("denied") || words.contains("not found") || words.contains("unknown")
            ? "check the name and the tag; an image that is private needs docker login"
            : words.contains("certificate") || words.contains("x509")
                ? "the engine does not trust that registry: its certificate must be known to the"
                    + " engine's machine"
                : "see whether the engine's machine reaches the registry, directly or by a proxy";
    return Problem.of("engine.pull", words + " (pulling '" + reference + "')")
        .withHint(hint)
        .exception();
  }

  private static Optional<String> error(JsonNode message) {
    if (message.hasNonNull("error")) {
      return Optional.of(message.path("error").asText());
    }
    return message.hasNonNull("errorDetail")
        ? Optional.of(message.path("errorDetail").path("message").asText())
        : Optional.empty();
  }

  @Override
  public String commit(String container, Optional<ImageName> name, Commit commit) {
    Target target =
        Target.of("/commit")
            .with("container", container)
            .with("repo", name.map(ImageName::repository))
            .with("tag", name.flatMap(ImageName::tag))
            .with("author", commit.author())
            .with("comment", commit.comment())
            .with("pause", commit.pause() ? "1" : "0");
    commit.changes().forEach(change -> target.with("changes", change));
    return json.post(target, json.object()).path("Id").asText();
  }

  @Override
  public void save(List<String> references, OutputStream archive) {
    Target target = Target.of("/images/get");
    references.forEach(reference -> target.with("names", reference));
    try (Response response = api.call(Request.get(target.toString()))) {
      response.body().transferTo(archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restore(InputStream archive, Consumer<JsonNode> listener) {
    Target target = Target.of("/images/load").with("quiet", true);
    Request request = Request.post(target.toString()).withBody(archive, "application/x-tar");
    try (Response response = api.call(request)) {
      json.each(
          response,
          message -> {
            Optional<String> error = error(message);
            if (error.isPresent()) {
              throw new EngineRefusal(500, error.get());
            }
            listener.accept(message);
          });
    }
  }

  @Override
  public String load(InputStream tar, String repository, String tag, List<String> changes) {
    Target target =
        Target.of("/images/create").with("fromSrc", "-").with("repo", repository).with("tag", tag);
    changes.forEach(change -> target.with("changes", change));
    List<String> ids = new ArrayList<>();
    Request request = Request.post(target.toString()).withBody(tar, "application/x-tar");
    try (Response response = api.call(request)) {
      json.each(
          response,
          message -> {
            Optional<String> error = error(message);
            if (error.isPresent()) {
              throw new EngineRefusal(500, error.get());
            }
            ids.add(message.path("status").asText());
          });
    }
    return ids.isEmpty() ? "" : ids.get(ids.size() - 1);
  }
}
