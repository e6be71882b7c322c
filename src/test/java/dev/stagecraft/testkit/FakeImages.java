package dev.stagecraft.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The images of a {@link FakeEngine}. */
public final class FakeImages implements Images {
  private final FakeEngine engine;
  private final Map<String, Instant> images = new LinkedHashMap<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final List<String> registry = new ArrayList<>();
  private final Map<String, Described> described = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();

  FakeImages(FakeEngine engine) {
    this.engine = engine;
  }

  /** An image with these tags, which move to it where others had them; its id. */
  public synchronized String add(String... names) {
    String id = "sha256:" + engine.newId();
    images.put(id, engine.now());
    for (String name : names) {
      tags.put(ImageName.parse(name).familiar(), id);
    }
    return id;
  }

  private record Described(long size, int layers, String user) {}

  /** What the engine says of an image, by its tag, whenever it is there. */
  public synchronized void describe(String tag, long size, int layers, String user) {
    described.put(ImageName.parse(tag).familiar(), new Described(size, layers, user));
  }

  private Described described(String id) {
    return tagsOf(id).stream()
        .filter(described::containsKey)
        .map(described::get)
        .findFirst()
        .orElse(new Described(1000, 1, ""));
  }

  /** Gives an image labels. */
  public synchronized void label(String id, Map<String, String> more) {
    labels.put(id, Map.copyOf(more));
  }

  private synchronized Map<String, String> labelsOf(String id) {
    return labels.getOrDefault(id, Map.of());
  }

  /** A registry has this image, so that it can be pulled. */
  public synchronized void publish(String reference) {
    registry.add(ImageName.parse(reference).familiar());
  }

  /** What a name or the start of an id means. */
  public synchronized Optional<String> idOf(String reference) {
    String bare = reference.startsWith("sha256:") ? reference.substring(7) : reference;
    Optional<String> tagged = Optional.empty();
    try {
      tagged = Optional.ofNullable(tags.get(ImageName.parse(reference).familiar()));
    } catch (ProblemException e) {
      // An id is not always a name.
      tagged = Optional.empty();
    }
    return tagged.isPresent() || bare.isEmpty()
        ? tagged
        : images.keySet().stream().filter(id -> id.substring(7).startsWith(bare)).findFirst();
  }

  /** All tags, with what they mean. */
  public synchronized Map<String, String> tags() {
    return new LinkedHashMap<>(tags);
  }

  /** The ids of all images, in the order made. */
  public synchronized List<String> ids() {
    return List.copyOf(images.keySet());
  }

  private synchronized List<String> tagsOf(String id) {
    return tags.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .toList();
  }

  private String find(String reference) {
    return idOf(reference).orElseThrow(() -> FakeEngine.missing("image: " + reference));
  }

  @Override
  public synchronized List<Summary> list(Query query) {
    engine.call("images.list");
    List<Summary> found = new ArrayList<>();
    images.forEach(
        (id, created) ->
            found.add(
                0,
                new Summary(id, "", tagsOf(id), List.of(), created, 1000, -1, -1, labelsOf(id))));
    return found;
  }

  @Override
  public JsonNode inspect(String reference) {
    engine.call("images.inspect " + reference);
    synchronized (this) {
      String id = find(reference);
      Described said = described(id);
      return engine.tree(
          Map.of(
              "Id",
              id,
              "RepoTags",
              tagsOf(id),
              "RepoDigests",
              List.of(),
              "Created",
              images.getOrDefault(id, Instant.EPOCH).toString(),
              "Size",
              said.size(),
              "RootFS",
              Map.of("Layers", Collections.nCopies(said.layers(), "sha256:0")),
              "Config",
              Map.of("User", said.user(), "Labels", labelsOf(id))));
    }
  }

  @Override
  public synchronized JsonNode history(String reference) {
    engine.call("images.history " + reference);
    return engine.tree(List.of(Map.of("Id", find(reference), "Size", 1000)));
  }

  @Override
  public boolean exists(String reference) {
    engine.call("images.exists " + reference);
    return idOf(reference).isPresent();
  }

  @Override
  public void tag(String reference, String repository, String tag) {
    engine.call("images.tag " + repository + ":" + tag);
    synchronized (this) {
      tags.put(ImageName.parse(repository + ":" + tag).familiar(), find(reference));
    }
  }

  @Override
  public List<Removed> remove(String reference, boolean force, boolean prune) {
    engine.call("images.remove " + reference);
    String id = find(reference);
    boolean used = engine.containers().anyUses(id);
    synchronized (this) {
      List<String> names = tagsOf(id);
      boolean byId = reference.startsWith("sha256:") || !names.contains(familiar(reference));
      if (byId && names.size() > 1 && !force) {
        throw new EngineRefusal(
            409,
            "conflict: unable to delete "
                + id.substring(7, 19)
                + " (must be forced) - image is referenced in multiple repositories");
      }
      boolean last = byId || names.size() < 2;
      if (last && used && !force) {
        throw new EngineRefusal(
            409,
            "conflict: unable to remove repository reference \""
                + reference
                + "\" (must force) - a container is using its referenced image "
                + id.substring(7, 19));
      }
      List<Removed> removed = new ArrayList<>();
      for (String name : byId ? names : List.of(familiar(reference))) {
        tags.remove(name);
        removed.add(new Removed(true, name));
      }
      if (last) {
        images.remove(id);
        removed.add(new Removed(false, id));
      }
      return removed;
    }
  }

  private static String familiar(String reference) {
    try {
      return ImageName.parse(reference).familiar();
    } catch (ProblemException e) {
      return reference;
    }
  }

  @Override
  public void pull(String reference, Optional<String> platform, PullListener listener) {
    engine.call("images.pull " + reference);
    if (!registry.contains(ImageName.parse(reference).familiar())) {
      throw Problem.of("engine.pull", "pull access denied for " + reference).exception();
    }
    listener.on(engine.tree(Map.of("status", "Pulling from " + reference)));
    add(reference);
  }

  @Override
  public String commit(String container, Optional<ImageName> name, Commit commit) {
    engine.call(
        "images.commit "
            + container
            + name.map(n -> " " + n.familiar()).orElse("")
            + " "
            + commit.changes());
    JsonNode config = engine.containers().inspect(container, false).path("Config");
    String id = name.isPresent() ? add(name.get().familiar()) : add();
    Map<String, String> inherited = new LinkedHashMap<>();
    config
        .path("Labels")
        .properties()
        .forEach(e -> inherited.put(e.getKey(), e.getValue().asText()));
    label(id, inherited);
    return id;
  }

  /** The archive is the names, a line each. */
  @Override
  public void save(List<String> references, OutputStream archive) {
    engine.call("images.save " + references);
    references.forEach(this::find);
    try {
      archive.write((String.join("\n", references) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restore(InputStream archive, Consumer<JsonNode> listener) {
    engine.call("images.restore");
    try {
      for (String name :
          new String(archive.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String unused = add(name);
        listener.accept(engine.tree(Map.of("stream", "Loaded image: " + name + "\n")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String load(InputStream tar, String repository, String tag, List<String> changes) {
    engine.call("images.load " + repository + ":" + tag);
    return add(repository + ":" + tag);
  }
}
