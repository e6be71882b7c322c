package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Shield;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.Human;
import dev.stagecraft.template.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code docker network ls} and {@code docker volume ls}, sorted by name. Source: docker/cli,
 * formatter, network.go and volume.go.
 */
final class ObjectLsVerb extends DockerVerb {
  private static final Map<String, String> NETWORK_HEADERS =
      Map.of(
          "ID", "NETWORK ID",
          "Name", "NAME",
          "Driver", "DRIVER",
          "Scope", "SCOPE",
          "IPv4", "IPV4",
          "IPv6", "IPV6",
          "Internal", "INTERNAL",
          "Labels", "LABELS",
          "CreatedAt", "CREATED AT");

  private static final Map<String, String> VOLUME_HEADERS =
      Map.of(
          "Name", "VOLUME NAME",
          "Driver", "DRIVER",
          "Scope", "SCOPE",
          "Availability", "AVAILABILITY",
          "Mountpoint", "MOUNTPOINT",
          "Labels", "LABELS",
          "Links", "LINKS",
          "Size", "SIZE",
          "Group", "GROUP",
          "Status", "STATUS");

  private static final List<Column> NETWORK_COLUMNS =
      List.of(
          Column.left("id", "NETWORK ID"),
          Column.left("name", "NAME"),
          Column.left("driver", "DRIVER"),
          Column.left("scope", "SCOPE"));

  private static final List<Column> VOLUME_COLUMNS =
      List.of(Column.left("driver", "DRIVER"), Column.left("name", "VOLUME NAME"));

  private final Kind kind;

  private ObjectLsVerb(CommandSpec spec, Workbench bench, Kind kind) {
    super(spec, bench);
    this.kind = kind;
  }

  /** {@code docker network ls}. */
  static ObjectLsVerb networks(Workbench bench) {
    return new ObjectLsVerb(
        VerbSpec.docker("network ls", "List networks")
            .also("docker network list")
            .list('f', "filter", "filter", "Provide filter values (e.g. \"driver=bridge\")")
            .value("format", "string", "table, json, or a Go template")
            .filters("dangling=", "driver=", "id=", "label=", "name=", "scope=", "type=")
            .columns(NETWORK_COLUMNS)
            .fields(NETWORK_HEADERS)
            .flag("no-trunc", "Do not truncate the output")
            .flag('q', "quiet", "Only display network IDs")
            .example("docker network ls", "the networks and their drivers")
            .build(),
        bench,
        Kind.NETWORK);
  }

  /** {@code docker volume ls}. */
  static ObjectLsVerb volumes(Workbench bench) {
    return new ObjectLsVerb(
        VerbSpec.docker("volume ls", "List volumes")
            .also("docker volume list")
            .list('f', "filter", "filter", "Provide filter values (e.g. \"dangling=true\")")
            .value("format", "string", "table, json, or a Go template")
            .filters("dangling=", "driver=", "label=", "name=")
            .columns(VOLUME_COLUMNS)
            .fields(VOLUME_HEADERS)
            .flag('q', "quiet", "Only display volume names")
            .example("docker volume ls -q", "the names of all volumes")
            .build(),
        bench,
        Kind.VOLUME);
  }

  private boolean network() {
    return kind == Kind.NETWORK;
  }

  @Override
  protected Outcome act(Invocation call) {
    Map<String, List<String>> filters = Words.filters(call.arguments().values("filter"));
    List<JsonNode> found =
        new ArrayList<>(
            network()
                ? bench.engine().networks().list(filters)
                : bench.engine().volumes().list(filters));
    found.sort(Comparator.comparing(node -> node.path("Name").asText(), NaturalOrder.BY_NUMBER));
    Optional<String> remark = Optional.empty();
    if (bench.shielded(call)) {
      Shield.Sifted<JsonNode> sifted =
          bench.session().shield().sift(kind, found, ObjectLsVerb::identities);
      found = sifted.shown();
      remark = sifted.remark(kind);
    }
    boolean quiet = call.arguments().flag("quiet");
    boolean cut = network() && !call.arguments().flag("no-trunc");
    String given = call.arguments().value("format").filter(f -> !f.isEmpty()).orElse("table");
    Listing listing =
        new Listing(format(given, quiet), network() ? NETWORK_HEADERS : VOLUME_HEADERS);
    String text =
        listing.text(
            found.stream().map(node -> network() ? network(node, cut) : volume(node)).toList());
    Outcome outcome = Outcome.rows(table(found, cut), text);
    return remark.isPresent() ? outcome.withRemark(remark.get()) : outcome;
  }

  private static List<String> identities(JsonNode node) {
    List<String> all = new ArrayList<>(List.of(node.path("Name").asText()));
    if (node.has("Id")) {
      all.add(node.path("Id").asText());
    }
    return all;
  }

  private Table table(List<JsonNode> found, boolean cut) {
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode node : found) {
      String name = node.path("Name").asText();
      String driver = node.path("Driver").asText();
      rows.add(
          network()
              ? List.of(id(node, cut), name, driver, node.path("Scope").asText())
              : List.of(driver, name));
    }
    return new Table(network() ? NETWORK_COLUMNS : VOLUME_COLUMNS, rows);
  }

  private static String id(JsonNode network, boolean cut) {
    String id = network.path("Id").asText();
    return cut ? Human.shortId(id) : id;
  }

  private String format(String given, boolean quiet) {
    String key = network() ? "{{.ID}}" : "{{.Name}}";
    if (given.equals("table")) {
      String full =
          network()
              ? "table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}"
              : "table {{.Driver}}\t{{.Name}}";
      return quiet ? key : full;
    }
    if (given.equals("raw")) {
      String first = network() ? "network_id: " : "name: ";
      String rest =
          network()
              ? "\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n"
              : "\ndriver: {{.Driver}}\n";
      return first + key + (quiet ? "" : rest);
    }
    return given;
  }

  private static Fields network(JsonNode node, boolean cut) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", id(node, cut));
    fields.put("Name", node.path("Name").asText());
    fields.put("Driver", node.path("Driver").asText());
    fields.put("Scope", node.path("Scope").asText());
    fields.put("IPv4", String.valueOf(node.path("EnableIPv4").asBoolean()));
    fields.put("IPv6", String.valueOf(node.path("EnableIPv6").asBoolean()));
    fields.put("Internal", String.valueOf(node.path("Internal").asBoolean()));
    fields.put("Labels", Words.joined(node.path("Labels")));
    fields.put("CreatedAt", Times.go(node.path("Created").asText()));
    return Fields.row("*network.networkContext", fields, Words.labelOf(node.path("Labels")));
  }

  private static Fields volume(JsonNode node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", node.path("Name").asText());
    fields.put("Driver", node.path("Driver").asText());
    fields.put("Scope", node.path("Scope").asText());
    fields.put("Mountpoint", node.path("Mountpoint").asText());
    fields.put("Labels", Words.joined(node.path("Labels")));
    for (String unknown : List.of("Availability", "Group", "Links", "Size", "Status")) {
      fields.put(unknown, "N/A");
    }
    return Fields.row("*formatter.volumeContext", fields, Words.labelOf(node.path("Labels")));
  }
}
