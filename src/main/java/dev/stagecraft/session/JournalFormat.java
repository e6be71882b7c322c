package dev.stagecraft.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Journal entries as lines of JSON and back. */
final class JournalFormat {
  /** The version that this program writes, and the only one it reads. */
  static final int VERSION = 1;

  private final ObjectMapper json = new ObjectMapper();

  /** The version that a first line states; empty where it is no header. */
  Optional<Integer> version(String line) {
    return tree(line)
        .filter(node -> node.path("stagecraft").isInt())
        .map(n -> n.path("stagecraft").asInt());
  }

  /** An entry as a line, without its end. */
  String line(Entry entry) {
    ObjectNode node = json.createObjectNode();
    if (entry instanceof Entry.Header header) {
      node.put("stagecraft", VERSION).put("session", header.session());
      node.put("process", header.process()).put("processStart", header.processStart());
      node.put("at", header.begun().toString());
    } else if (entry instanceof Entry.EngineNamed engine) {
      node.put("do", "engine").put("id", engine.id()).put("address", engine.address());
      node.put("aheadMillis", engine.aheadMillis());
    } else if (entry instanceof Entry.Claimed claimed) {
      node.put("do", "claim").put("n", claimed.number()).put("kind", claimed.kind().word());
      node.put("name", claimed.name()).put("at", claimed.at().toString());
      claimed.before().ifPresent(before -> node.put("before", before));
    } else if (entry instanceof Entry.Created created) {
      node.put("do", "created").put("n", created.number()).put("id", created.id());
    } else if (entry instanceof Entry.Adopted adopted) {
      node.put("do", "adopted").put("n", adopted.number()).put("id", adopted.id());
      node.put("at", adopted.made().toString());
    } else if (entry instanceof Entry.Renamed renamed) {
      node.put("do", "renamed").put("n", renamed.number()).put("name", renamed.name());
    } else if (entry instanceof Entry.Abandoned abandoned) {
      node.put("do", "abandoned").put("n", abandoned.number());
    } else if (entry instanceof Entry.BuildBegun begun) {
      node.put("do", "build").put("n", begun.number()).put("id", begun.id());
      node.put("at", begun.at().toString());
      ArrayNode tags = node.putArray("tags");
      for (Entry.Tag tag : begun.tags()) {
        ObjectNode one = tags.addObject().put("name", tag.name());
        tag.before().ifPresent(before -> one.put("before", before));
      }
    } else if (entry instanceof Entry.BuildEnded ended) {
      node.put("do", "built").put("n", ended.number()).put("at", ended.at().toString());
      ended.image().ifPresent(image -> node.put("image", image));
      ended.context().ifPresent(context -> node.put("context", context));
    } else if (entry instanceof Entry.Kept kept) {
      numbers(node.put("do", "keep"), kept.numbers());
    } else if (entry instanceof Entry.Gone gone) {
      numbers(node.put("do", "gone"), gone.numbers());
    } else {
      node.put("do", "keepAll");
    }
    return node.toString();
  }

  /** A line as an entry; empty where it is cut off or says nothing that we know. */
  Optional<Entry> entry(String line) {
    return tree(line).filter(JsonNode::isObject).flatMap(this::entry);
  }

  private Optional<Entry> entry(JsonNode node) {
    try {
      int number = node.path("n").asInt();
      if (node.has("stagecraft")) {
        return Optional.of(
            new Entry.Header(
                node.path("session").asText(),
                node.path("process").asLong(),
                node.path("processStart").asLong(),
                at(node)));
      }
      return switch (node.path("do").asText()) {
        case "engine" ->
            Optional.of(
                new Entry.EngineNamed(
                    node.path("id").asText(),
                    node.path("address").asText(),
                    node.path("aheadMillis").asLong()));
        case "claim" ->
            Kind.of(node.path("kind").asText())
                .map(
                    kind ->
                        new Entry.Claimed(
                            number,
                            kind,
                            node.path("name").asText(),
                            at(node),
                            text(node, "before")));
        case "created" -> Optional.of(new Entry.Created(number, node.path("id").asText()));
        case "adopted" ->
            Optional.of(new Entry.Adopted(number, node.path("id").asText(), at(node)));
        case "renamed" -> Optional.of(new Entry.Renamed(number, node.path("name").asText()));
        case "abandoned" -> Optional.of(new Entry.Abandoned(number));
        case "build" ->
            Optional.of(
                new Entry.BuildBegun(number, node.path("id").asText(), at(node), tags(node)));
        case "built" ->
            Optional.of(
                new Entry.BuildEnded(number, at(node), text(node, "image"), text(node, "context")));
        case "keep" -> Optional.of(new Entry.Kept(numbers(node)));
        case "gone" -> Optional.of(new Entry.Gone(numbers(node)));
        case "keepAll" -> Optional.of(new Entry.AllKept());
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<JsonNode> tree(String line) {
    try {
      return Optional.ofNullable(json.readTree(line));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Instant at(JsonNode node) {
    return Instant.parse(node.path("at").asText());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static List<Entry.Tag> tags(JsonNode node) {
    List<Entry.Tag> tags = new ArrayList<>();
    node.path("tags")
        .forEach(tag -> tags.add(new Entry.Tag(tag.path("name").asText(), text(tag, "before"))));
    return tags;
  }

  private static void numbers(ObjectNode node, List<Integer> numbers) {
    ArrayNode array = node.putArray("of");
    numbers.forEach(array::add);
  }

  private static List<Integer> numbers(JsonNode node) {
    List<Integer> numbers = new ArrayList<>();
    node.path("of").forEach(number -> numbers.add(number.asInt()));
    return numbers;
  }
}
