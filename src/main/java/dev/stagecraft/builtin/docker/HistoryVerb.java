package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.Human;
import dev.stagecraft.template.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docker history}. Source: docker/cli, image/formatter_history.go. */
final class HistoryVerb extends DockerVerb {
  private static final Instant EPOCH_OF_AGES = Instant.parse("2000-01-01T00:00:00Z");

  private static final Map<String, String> HEADERS =
      Map.of(
          "ID", "IMAGE",
          "CreatedSince", "CREATED",
          "CreatedAt", "CREATED AT",
          "CreatedBy", "CREATED BY",
          "Size", "SIZE",
          "Comment", "COMMENT");

  private static final List<Column> COLUMNS =
      List.of(
          Column.left("id", "IMAGE"),
          Column.left("created", "CREATED"),
          Column.left("created-by", "CREATED BY"),
          Column.right("size", "SIZE"),
          Column.left("comment", "COMMENT"));

  HistoryVerb(Workbench bench) {
    super(
        VerbSpec.docker("history", "Show the history of an image")
            .also("docker image history")
            .value("format", "string", "table, json, or a Go template")
            .flag('H', "human", "Print sizes and dates in human readable format (default true)")
            .flag("no-trunc", "Don't truncate output")
            .flag('q', "quiet", "Only show image IDs")
            .columns(COLUMNS)
            .fields(HEADERS)
            .argument("IMAGE", Arity.ONE, Completes.IMAGE)
            .example("docker history alpine:3.19", "the layers of an image and their sizes")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    boolean human = Words.unlessOff(call.arguments().values("human"));
    boolean cut = !call.arguments().flag("no-trunc");
    boolean quiet = call.arguments().flag("quiet");
    String given = call.arguments().value("format").filter(f -> !f.isEmpty()).orElse("table");
    String format = given;
    if (given.equals("table")) {
      String created = human ? "{{.CreatedSince}}" : "{{.CreatedAt}}";
      format =
          quiet
              ? "{{.ID}}"
              : "table {{.ID}}\t" + created + "\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";
    }
    JsonNode history = bench.engine().images().history(call.arguments().one("IMAGE").orElseThrow());
    List<Fields> rows = new ArrayList<>();
    List<List<Object>> cells = new ArrayList<>();
    for (JsonNode item : history) {
      rows.add(row(item, human, cut));
      cells.add(
          List.of(
              id(item, cut),
              Instant.ofEpochSecond(item.path("Created").longValue()),
              item.path("CreatedBy").asText(),
              new ByteSize(item.path("Size").longValue()),
              item.path("Comment").asText()));
    }
    return Outcome.rows(new Table(COLUMNS, cells), new Listing(format, HEADERS).text(rows));
  }

  private static String id(JsonNode item, boolean cut) {
    String id = item.path("Id").asText();
    return cut ? Human.shortId(id) : id;
  }

  private Fields row(JsonNode item, boolean human, boolean cut) {
    Instant created = Instant.ofEpochSecond(item.path("Created").longValue());
    String createdAt = Times.rfc3339(created, bench.clock().getZone());
    String since = createdAt;
    if (human) {
      since =
          created.isAfter(EPOCH_OF_AGES)
              ? Human.duration(Duration.between(created, bench.clock().instant())) + " ago"
              : "N/A";
    }
    String by = item.path("CreatedBy").asText().replace('\t', ' ');
    long size = item.path("Size").longValue();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", id(item, cut));
    fields.put("CreatedAt", createdAt);
    fields.put("CreatedSince", since);
    fields.put("CreatedBy", cut ? Human.ellipsis(by, 45) : by);
    fields.put("Size", human ? new ByteSize(size).docker() : String.valueOf(size));
    fields.put("Comment", item.path("Comment").asText());
    return Fields.row("*image.historyContext", fields, Map.of());
  }
}
