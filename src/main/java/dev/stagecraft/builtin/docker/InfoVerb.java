package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.template.GoJson;
import dev.stagecraft.template.JsonValues;
import dev.stagecraft.template.JsonValues.Shape;
import dev.stagecraft.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code docker info}: the client is Stagecraft. Source: docker/cli, system/info.go. */
final class InfoVerb extends DockerVerb {
  private static final Shape SHAPE =
      new Shape(
          Set.of("Runtimes", "IndexConfigs"),
          Set.of(),
          Set.of("Cluster", "Containerd"),
          Map.of(),
          Map.of());

  InfoVerb(Workbench bench) {
    super(
        VerbSpec.docker("info", "Display system-wide information")
            .also("docker system info")
            .value('f', "format", "string", "json, or a Go template")
            .fields(TemplateNames.INFO)
            .example("docker info --format '{{.Driver}}'", "the storage driver")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String format = call.arguments().value("format").orElse("");
    if (format.isEmpty()) {
      JsonNode info = bench.engine().info();
      Outcome outcome = Outcome.text(InfoText.of(info, bench.version()));
      for (JsonNode warning : info.path("Warnings")) {
        outcome = outcome.withRemark(warning.asText());
      }
      return outcome;
    }
    Template template;
    try {
      template = Template.parse(format);
    } catch (ProblemException e) {
      return Words.failed(64, "template parsing error: " + e.problem().message());
    }
    ObjectNode info = bench.engine().info().deepCopy();
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("Debug", false).put("Version", bench.version()).put("Context", "default");
    client.putArray("Plugins");
    client.putNull("Warnings");
    info.set("ClientInfo", client);
    if (format.equals("json") || format.equals("{{json .}}")) {
      return Outcome.text(GoJson.compact(info) + "\n");
    }
    try {
      return Outcome.text(template.render(JsonValues.typed(info, SHAPE)) + "\n");
    } catch (ProblemException e) {
      return Words.failed(1, "template: " + e.problem().message().replaceFirst("^template: ", ""));
    }
  }

  /** The lines of an array of words. */
  static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }
}
