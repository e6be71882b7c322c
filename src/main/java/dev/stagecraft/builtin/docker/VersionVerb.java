package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.template.Fields;
import dev.stagecraft.template.JsonValues;
import dev.stagecraft.template.JsonValues.Shape;
import dev.stagecraft.template.Nothing;
import dev.stagecraft.template.TabbedText;
import dev.stagecraft.template.Template;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code docker version}: the client is Stagecraft. Source: docker/cli, system/version.go. */
final class VersionVerb extends DockerVerb {
  private static final Shape SERVER =
      new Shape(
          Set.of("Details"),
          Set.of(),
          Set.of(),
          Map.of(".Platform", Nothing.NIL_POINTER, ".Experimental", false),
          Map.of("APIVersion", "ApiVersion"));

  VersionVerb(Workbench bench) {
    super(
        VerbSpec.docker("version", "Show the Docker version information")
            .value('f', "format", "string", "json, or a Go template")
            .fields(TemplateNames.VERSION)
            .example("docker version --format '{{.Server.Version}}'", "the engine's version")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String format = call.arguments().value("format").orElse("");
    Template template;
    try {
      template = Template.parse(format.equals("json") ? "{{json .}}" : format);
    } catch (ProblemException e) {
      String message = e.problem().message().replaceFirst("^template: :", "template: version:");
      return Words.failed(64, "template parsing error: " + message);
    }
    JsonNode server = bench.engine().version();
    if (format.isEmpty()) {
      return Outcome.text(new TabbedText(20, 1).layOut(shown(server)));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Client", Fields.structure("system.clientVersion", client()));
    all.put("Server", JsonValues.typed(server, SERVER));
    String text = template.render(Fields.structure("system.versionInfo", all));
    return Outcome.text(new TabbedText(20, 1).layOut(text + "\n"));
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("Platform", Fields.structure("platformInfo", Map.of("Name", "Stagecraft")));
    client.put("Version", bench.version());
    client.put("APIVersion", bench.engine().apiVersion());
    client.put("DefaultAPIVersion", "1.51");
    client.put("GitCommit", "");
    client.put("GoVersion", "");
    client.put("Os", System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
    client.put("Arch", architecture());
    client.put("BuildTime", "");
    client.put("Context", "default");
    return client;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  private String shown(JsonNode server) {
    Map<String, Object> client = client();
    StringBuilder text =
        new StringBuilder("Client: Stagecraft\n")
            .append(" Version:\t")
            .append(bench.version())
            .append("\n API version:\t")
            .append(bench.engine().apiVersion())
            .append("\n Java version:\t")
            .append(Runtime.version())
            .append("\n OS/Arch:\t")
            .append(client.get("Os"))
            .append('/')
            .append(client.get("Arch"))
            .append("\n Context:\tdefault\n\nServer:");
    String platform = server.path("Platform").path("Name").asText();
    text.append(platform.isEmpty() ? "" : " " + platform).append('\n');
    for (JsonNode component : server.path("Components")) {
      component(text, server, component);
    }
    return text.toString();
  }

  private static void component(StringBuilder text, JsonNode server, JsonNode component) {
    String name = component.path("Name").asText();
    JsonNode details = component.path("Details");
    text.append(' ').append(name).append(":\n");
    if (!name.equals("Engine")) {
      line(text, "Version", component.path("Version").asText());
      TreeMap<String, String> sorted = new TreeMap<>();
      details.properties().forEach(e -> sorted.put(e.getKey(), e.getValue().asText()));
      sorted.forEach((key, value) -> line(text, key, value));
      return;
    }
    line(text, "Version", server.path("Version").asText());
    line(
        text,
        "API version",
        details.path("ApiVersion").asText()
            + " (minimum version "
            + details.path("MinAPIVersion").asText()
            + ")");
    line(text, "Go version", details.path("GoVersion").asText());
    line(text, "Git commit", details.path("GitCommit").asText());
    line(text, "Built", built(details.path("BuildTime").asText()));
    line(text, "OS/Arch", details.path("Os").asText() + "/" + details.path("Arch").asText());
    line(text, "Experimental", details.path("Experimental").asText());
  }

  private static String built(String time) {
    try {
      return Times.ansi(OffsetDateTime.parse(time));
    } catch (DateTimeException notATime) {
      return time;
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(":\t").append(value).append('\n');
  }
}
