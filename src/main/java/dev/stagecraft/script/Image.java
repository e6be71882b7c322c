package dev.stagecraft.script;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.ByteSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image of the engine, by a name or an id. What is asked of it is looked up then. */
public final class Image implements Facts {
  private final Commands commands;
  private final String reference;
  private final Map<String, Object> listed;

  /**
   * An image.
   *
   * @param listed what a list said of it, by column; may be empty
   */
  Image(Commands commands, String reference, Map<String, Object> listed) {
    this.commands = commands;
    this.reference = reference;
    this.listed = Collections.unmodifiableMap(new LinkedHashMap<>(listed));
  }

  /** The name or id that it goes by. */
  public String reference() {
    return reference;
  }

  /** The same, as people ask for it. */
  public String name() {
    return reference;
  }

  /** The whole id, {@code sha256:…}. */
  public String id() {
    return String.valueOf(inspect().get("Id"));
  }

  /** The size of all layers. */
  public ByteSize size() {
    return new ByteSize(
        ((Number) Optional.ofNullable(inspect().get("Size")).orElse(0L)).longValue());
  }

  /** When it was made. */
  public Instant created() {
    return Instant.parse(String.valueOf(inspect().get("Created")));
  }

  /** All its names. */
  public List<?> tags() {
    return inspect().get("RepoTags") instanceof List<?> tags ? tags : List.of();
  }

  /** The configuration that containers start with. */
  public Map<?, ?> config() {
    return inspect().get("Config") instanceof Map<?, ?> config ? config : Map.of();
  }

  /** What {@code docker inspect} says. */
  public Map<?, ?> inspect() {
    return Json.object(commands.call(List.of("docker", "image", "inspect", reference)).text());
  }

  /** The steps that it was made by, the first one first; those that changed no file have size 0. */
  public List<Row> history() {
    Outcome outcome = commands.call(List.of("docker", "history", "--no-trunc", reference));
    List<Row> rows =
        new ArrayList<>(Row.of(outcome.rows().orElse(new Table(List.of(), List.of()))));
    Collections.reverse(rows);
    return rows;
  }

  /** The steps that brought bytes, the first one first, each with size and created-by. */
  public List<Row> layers() {
    return history().stream()
        .filter(row -> row.get("size") instanceof ByteSize size && size.bytes() > 0)
        .toList();
  }

  @Override
  public Map<String, Object> row() {
    if (!listed.isEmpty()) {
      return listed;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", reference);
    row.put("id", id().replaceFirst("^sha256:(.{12}).*", "$1"));
    row.put("created", created());
    row.put("size", size());
    return row;
  }

  @Override
  public Object propertyMissing(String name) {
    return switch (name) {
      case "reference", "name" -> reference;
      case "id" -> id();
      case "size" -> Optional.ofNullable(listed.get("size")).orElseGet(this::size);
      case "created" -> Optional.ofNullable(listed.get("created")).orElseGet(this::created);
      case "tags" -> tags();
      case "config" -> config();
      case "inspect" -> inspect();
      case "history" -> history();
      case "layers" -> layers();
      default -> Facts.super.propertyMissing(name);
    };
  }

  @Override
  public String toString() {
    return reference;
  }
}
