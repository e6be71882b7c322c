package dev.stagecraft.builtin.docker;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Images;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.Human;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code docker images}: an image under one of its names. Source: docker/cli, formatter,
 * image.go.
 */
record ImageRow(Images.Summary image, String repository, String tag, String digest) {
  private static final String NONE = "<none>";

  static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("ID", "IMAGE ID"),
          Map.entry("Repository", "REPOSITORY"),
          Map.entry("Tag", "TAG"),
          Map.entry("Digest", "DIGEST"),
          Map.entry("CreatedSince", "CREATED"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("Size", "SIZE"),
          Map.entry("Containers", "CONTAINERS"),
          Map.entry("VirtualSize", "SIZE"),
          Map.entry("SharedSize", "SHARED SIZE"),
          Map.entry("UniqueSize", "UNIQUE SIZE"));

  /**
   * The lines of an image.
   *
   * @param digestRows whether each digest has a line of its own
   * @param withDigests whether digests are shown beside tags
   */
  static List<ImageRow> of(Images.Summary image, boolean digestRows, boolean withDigests) {
    if (dangling(image)) {
      return List.of(new ImageRow(image, NONE, NONE, NONE));
    }
    Map<String, List<String>> tags = new LinkedHashMap<>();
    Map<String, List<String>> digests = new LinkedHashMap<>();
    for (String reference : image.tags()) {
      name(reference)
          .filter(n -> n.tag().isPresent())
          .ifPresent(n -> add(tags, n.repository(), n.tag().orElseThrow()));
    }
    for (String reference : image.digests()) {
      name(reference)
          .filter(n -> n.digest().isPresent())
          .ifPresent(n -> add(digests, n.repository(), n.digest().orElseThrow()));
    }
    List<ImageRow> rows = new ArrayList<>();
    Set<String> repositories = new LinkedHashSet<>(tags.keySet());
    for (String repository : repositories) {
      List<String> own = Optional.ofNullable(digests.remove(repository)).orElse(List.of());
      List<String> shown = withDigests && !own.isEmpty() ? own : List.of(NONE);
      for (String tag : tags.getOrDefault(repository, List.of())) {
        shown.forEach(digest -> rows.add(new ImageRow(image, repository, tag, digest)));
      }
    }
    digests.forEach(
        (repository, own) -> {
          List<String> shown = digestRows ? own : List.of("");
          shown.forEach(digest -> rows.add(new ImageRow(image, repository, NONE, digest)));
        });
    return rows;
  }

  private static boolean dangling(Images.Summary image) {
    return (image.tags().isEmpty() && image.digests().isEmpty())
        || (image.tags().equals(List.of("<none>:<none>"))
            && image.digests().equals(List.of("<none>@<none>")));
  }

  private static Optional<ImageName> name(String reference) {
    try {
      return Optional.of(ImageName.parse(reference));
    } catch (ProblemException notAName) {
      return Optional.empty();
    }
  }

  private static void add(Map<String, List<String>> map, String key, String value) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  /** The line's values for a template. */
  Fields fields(boolean cut, Clock clock) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", cut ? Human.shortId(image.id()) : image.id());
    fields.put("Repository", repository);
    fields.put("Tag", tag);
    fields.put("Digest", digest);
    Duration age = Duration.between(image.created(), clock.instant());
    fields.put("CreatedSince", Human.duration(age) + " ago");
    fields.put("CreatedAt", Times.plain(image.created(), clock.getZone()));
    fields.put("Size", new ByteSize(image.size()).docker());
    fields.put("Containers", image.containers() == -1 ? "N/A" : "" + image.containers());
    fields.put("VirtualSize", new ByteSize(image.size()).docker(4));
    boolean known = image.sharedSize() != -1;
    fields.put("SharedSize", known ? new ByteSize(image.sharedSize()).docker(4) : "N/A");
    fields.put(
        "UniqueSize",
        known && image.size() != -1
            ? new ByteSize(image.size() - image.sharedSize()).docker(4)
            : "N/A");
    return Fields.row("*formatter.imageContext", fields, Map.of());
  }
}
