package dev.stagecraft.builtin.docker;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.Function;
import dev.stagecraft.template.GoQuote;
import dev.stagecraft.template.Human;
import dev.stagecraft.template.Nothing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of {@code docker ps}. Source: docker/cli, formatter, container.go. */
record ContainerRow(Containers.Summary container) {
  static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("ID", "CONTAINER ID"),
          Map.entry("Names", "NAMES"),
          Map.entry("Image", "IMAGE"),
          Map.entry("Command", "COMMAND"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("RunningFor", "CREATED"),
          Map.entry("Ports", "PORTS"),
          Map.entry("State", "STATE"),
          Map.entry("Status", "STATUS"),
          Map.entry("Size", "SIZE"),
          Map.entry("Labels", "LABELS"),
          Map.entry("Mounts", "MOUNTS"),
          Map.entry("LocalVolumes", "LOCAL VOLUMES"),
          Map.entry("Networks", "NETWORKS"),
          Map.entry("Platform", "PLATFORM"));

  /** A container that is none, to try a template on. */
  static ContainerRow nothing() {
    return new ContainerRow(
        new Containers.Summary(
            "",
            List.of(),
            "",
            "",
            "",
            Instant.EPOCH,
            "",
            "",
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            0,
            0));
  }

  String id(boolean cut) {
    return cut ? Human.shortId(container.id()) : container.id();
  }

  String names(boolean cut) {
    if (cut) {
      for (String name : container.names()) {
        if (!name.contains("/")) {
          return name;
        }
      }
    }
    return String.join(",", container.names());
  }

  String image(boolean cut) {
    String image = container.image();
    if (image.isEmpty()) {
      return "<no image>";
    }
    if (!cut) {
      return image;
    }
    String shortId = Human.shortId(container.imageId());
    if (shortId.equals(Human.shortId(image))) {
      return shortId;
    }
    try {
      ImageName name = ImageName.parse(image);
      return name.tag().map(tag -> name.repository() + ":" + tag).orElse(name.repository());
    } catch (ProblemException notAName) {
      return image;
    }
  }

  String ports() {
    return Human.ports(
        container.ports().stream()
            .map(
                p ->
                    new Human.Port(
                        p.ip().orElse(""), p.privatePort(), p.publicPort().orElse(0), p.protocol()))
            .toList());
  }

  /** The line's values for a template. */
  Fields fields(boolean cut, Clock clock) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String command = container.command();
    fields.put("ID", id(cut));
    fields.put("Names", names(cut));
    fields.put("Image", image(cut));
    fields.put("Command", GoQuote.quote(cut ? Human.ellipsis(command, 20) : command));
    fields.put("CreatedAt", Times.plain(container.created(), clock.getZone()));
    Duration age = Duration.between(container.created(), clock.instant());
    fields.put("RunningFor", Human.duration(age) + " ago");
    fields.put("Platform", Nothing.NIL_POINTER);
    fields.put("Ports", ports());
    fields.put("State", container.state());
    fields.put("Status", container.status());
    String written = new ByteSize(container.sizeRw()).docker();
    String all = new ByteSize(container.sizeRootFs()).docker();
    fields.put("Size", container.sizeRootFs() > 0 ? written + " (virtual " + all + ")" : written);
    fields.put(
        "Labels",
        container.labels().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .sorted()
            .collect(Collectors.joining(",")));
    fields.put(
        "Mounts",
        container.mounts().stream()
            .map(m -> cut ? Human.ellipsis(m, 15) : m)
            .collect(Collectors.joining(",")));
    long volumes = container.mounts().stream().filter(m -> !m.startsWith("/")).count();
    fields.put("LocalVolumes", String.valueOf(volumes));
    fields.put("Networks", String.join(",", container.networks()));
    return Fields.row(
        "*formatter.ContainerContext",
        fields,
        Map.of(
            "Label",
            Function.of(
                a -> container.labels().getOrDefault((String) a.get(0), ""),
                Function.Kind.STRING)));
  }
}
