package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.session.Kind;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;

/** {@code docker stats --no-stream}; the live one is the host's docker CLI's. */
final class StatsVerb extends DockerVerb {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Container", "CONTAINER",
          "ID", "CONTAINER ID",
          "Name", "NAME",
          "CPUPerc", "CPU %",
          "MemUsage", "MEM USAGE / LIMIT",
          "MemPerc", "MEM %",
          "NetIO", "NET I/O",
          "BlockIO", "BLOCK I/O",
          "PIDs", "PIDS");

  StatsVerb(Workbench bench) {
    super(
        VerbSpec.docker("stats", "Display a live stream of container(s) resource usage statistics")
            .also("docker container stats")
            .flag('a', "all", "Show all containers (default shows just running)")
            .value("format", "string", "table, json, or a Go template")
            .fields(HEADERS)
            .flag("no-stream", "Disable streaming stats and only pull the first result")
            .flag("no-trunc", "Do not truncate output")
            .argument("CONTAINER", Arity.ANY, Completes.RUNNING)
            .example("docker stats --no-stream", "what each container uses now")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    if (!call.arguments().flag("no-stream")) {
      throw Problem.of("usage.option", "stats without --no-stream").exception();
    }
    Outcome said = Outcome.done();
    List<String> wanted = call.arguments().all("CONTAINER");
    if (wanted.isEmpty()) {
      Containers.Query query =
          new Containers.Query(call.arguments().flag("all"), OptionalInt.empty(), false, Map.of());
      List<Containers.Summary> found = bench.engine().containers().list(query);
      if (bench.shielded(call)) {
        var sifted =
            bench
                .session()
                .shield()
                .sift(
                    Kind.CONTAINER,
                    found,
                    c -> {
                      List<String> all = new ArrayList<>(c.names());
                      all.add(c.id());
                      return all;
                    });
        found = sifted.shown();
        said = sifted.remark(Kind.CONTAINER).map(said::withRemark).orElse(said);
      }
      wanted = found.stream().map(c -> c.id().substring(0, 12)).toList();
    }
    String format = call.arguments().value("format").filter(f -> !f.isEmpty()).orElse("table");
    if (format.equals("table")) {
      format =
          "table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}"
              + "\t{{.BlockIO}}\t{{.PIDs}}";
    }
    boolean cut = !call.arguments().flag("no-trunc");
    List<Fields> rows = new ArrayList<>();
    List<String> asked = wanted;
    List<JsonNode> all = samples(asked);
    for (int i = 0; i < all.size(); i++) {
      rows.add(StatsRow.of(asked.get(i), all.get(i), cut));
    }
    Outcome text = Outcome.text(new Listing(format, HEADERS).text(rows));
    for (String remark : said.remarks()) {
      text = text.withRemark(remark);
    }
    return text;
  }

  /** All at once, for each takes two samples a second apart. */
  private List<JsonNode> samples(List<String> containers) {
    List<FutureTask<JsonNode>> tasks = new ArrayList<>();
    for (String container : containers) {
      FutureTask<JsonNode> task =
          new FutureTask<>(() -> bench.engine().containers().stats(container));
      Dialogue.start(task, "container stats");
      tasks.add(task);
    }
    List<JsonNode> samples = new ArrayList<>();
    try {
      for (FutureTask<JsonNode> task : tasks) {
        samples.add(Dialogue.get(task));
      }
      return samples;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new dev.stagecraft.core.Cancelled("stats");
    } finally {
      tasks.forEach(task -> task.cancel(true));
    }
  }
}
