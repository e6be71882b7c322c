package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Shield;
import dev.stagecraft.template.Listing;
import dev.stagecraft.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code docker ps}. */
final class PsVerb extends DockerVerb {
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("id", "CONTAINER ID"),
          Column.left("image", "IMAGE"),
          Column.left("command", "COMMAND"),
          Column.left("created", "CREATED"),
          Column.left("state", "STATE"),
          Column.left("status", "STATUS"),
          Column.left("ports", "PORTS"),
          Column.left("names", "NAMES"));

  PsVerb(Workbench bench) {
    super(
        VerbSpec.docker("ps", "List containers")
            .also(
                "docker container ls", "docker container list", "docker container ps", "containers")
            .flag('a', "all", "Show all containers (default shows just running)")
            .list('f', "filter", "filter", "Filter output based on conditions provided")
            .value("format", "string", "table, json, or a Go template")
            .value('n', "last", "int", "Show n last created containers (includes all states)")
            .flag('l', "latest", "Show the latest created container (includes all states)")
            .flag("no-trunc", "Don't truncate output")
            .flag('q', "quiet", "Only display container IDs")
            .flag('s', "size", "Display total file sizes")
            .filters(
                "ancestor=",
                "before=",
                "exited=",
                "health=",
                "id=",
                "label=",
                "name=",
                "network=",
                "publish=",
                "since=",
                "status=",
                "volume=")
            .columns(COLUMNS)
            .fields(ContainerRow.HEADERS)
            .example("docker ps", "the containers that run")
            .example("docker ps -aq", "the ids of all containers")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    boolean quiet = call.arguments().flag("quiet");
    Optional<String> given = call.arguments().value("format").filter(f -> !f.isEmpty());
    Outcome said = Outcome.done();
    if (given.isPresent()) {
      check(given.get());
      if (quiet) {
        said =
            said.withRemark(
                "WARNING: Ignoring custom format, because both --format and --quiet are set.");
      }
    }
    boolean size =
        call.arguments().flag("size")
            || (!quiet
                && call.arguments().values("size").isEmpty()
                && given.filter(f -> f.contains(".Size")).isPresent());
    List<Containers.Summary> found =
        bench
            .engine()
            .containers()
            .list(
                new Containers.Query(
                    call.arguments().flag("all"),
                    limit(call),
                    size,
                    Words.filters(call.arguments().values("filter"))));
    if (bench.shielded(call)) {
      Shield.Sifted<Containers.Summary> sifted =
          bench.session().shield().sift(Kind.CONTAINER, found, PsVerb::identities);
      found = sifted.shown();
      Optional<String> remark = sifted.remark(Kind.CONTAINER);
      if (remark.isPresent()) {
        said = said.withRemark(remark.get());
      }
    }
    List<ContainerRow> rows = found.stream().map(ContainerRow::new).toList();
    boolean cut = !call.arguments().flag("no-trunc");
    Listing listing = new Listing(format(given.orElse("table"), quiet, size), ContainerRow.HEADERS);
    String text = listing.text(rows.stream().map(row -> row.fields(cut, bench.clock())).toList());
    return new Outcome(0, Optional.of(table(rows, cut)), text, said.remarks(), Optional.empty());
  }

  private static List<String> identities(Containers.Summary container) {
    List<String> all = new ArrayList<>(container.names());
    all.add(container.id());
    return all;
  }

  private static OptionalInt limit(Invocation call) {
    Optional<String> last = call.arguments().value("last");
    if (last.isPresent()) {
      try {
        int number = Integer.parseInt(last.get());
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
      } catch (NumberFormatException e) {
        throw Words.usage(
            "invalid argument \""
                + last.get()
                + "\" for \"-n, --last\" flag: strconv.ParseInt: parsing \""
                + last.get()
                + "\": invalid syntax");
      }
    }
    return call.arguments().flag("latest") ? OptionalInt.of(1) : OptionalInt.empty();
  }

  /** Tries the format on a container that is none, as docker does before it asks the engine. */
  private void check(String format) {
    Template template;
    try {
      template = Template.parse(format);
    } catch (ProblemException e) {
      throw prefixed("failed to parse template: ", e);
    }
    try {
      String unused = template.render(ContainerRow.nothing().fields(false, bench.clock()));
    } catch (ProblemException e) {
      throw prefixed("failed to execute template: ", e);
    }
  }

  private static ProblemException prefixed(String prefix, ProblemException failed) {
    return Problem.of(failed.problem().code(), prefix + failed.problem().message())
        .exception(failed);
  }

  private static Table table(List<ContainerRow> rows, boolean cut) {
    List<List<Object>> cells = new ArrayList<>();
    for (ContainerRow row : rows) {
      Containers.Summary container = row.container();
      cells.add(
          List.of(
              row.id(cut),
              row.image(cut),
              container.command(),
              container.created(),
              container.state(),
              container.status(),
              row.ports(),
              row.names(cut)));
    }
    return new Table(COLUMNS, cells);
  }

  private static String format(String given, boolean quiet, boolean size) {
    if (given.equals("table")) {
      return quiet
          ? "{{.ID}}"
          : "table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t"
              + "{{.Names}}"
              + (size ? "\t{{.Size}}" : "");
    }
    if (given.equals("raw")) {
      return quiet
          ? "container_id: {{.ID}}"
          : "container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\n"
              + "created_at: {{.CreatedAt}}\nstate: {{- pad .State 1 0}}\n"
              + "status: {{- pad .Status 1 0}}\nnames: {{.Names}}\n"
              + "labels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n"
              + (size ? "size: {{.Size}}\n" : "");
    }
    return quiet ? "{{.ID}}" : given;
  }
}
