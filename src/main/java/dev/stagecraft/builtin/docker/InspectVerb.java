package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import dev.stagecraft.template.GoJson;
import dev.stagecraft.template.JsonValues;
import dev.stagecraft.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code docker inspect}, and {@code docker container inspect} and its like for one kind. Source:
 * docker/cli, inspect/inspector.go and system/inspect.go.
 */
final class InspectVerb extends DockerVerb {
  private static final List<Kind> ORDER =
      List.of(Kind.CONTAINER, Kind.IMAGE, Kind.NETWORK, Kind.VOLUME);
  private static final List<String> TYPES =
      List.of(
          "config",
          "container",
          "image",
          "network",
          "node",
          "plugin",
          "secret",
          "service",
          "task",
          "volume");

  private final Optional<Kind> only;

  /** {@code docker inspect}. */
  InspectVerb(Workbench bench) {
    super(anything(), bench);
    this.only = Optional.empty();
  }

  /** {@code docker KIND inspect}. */
  InspectVerb(Workbench bench, Kind kind) {
    super(of(kind), bench);
    this.only = Optional.of(kind);
  }

  private static CommandSpec anything() {
    return VerbSpec.docker("inspect", "Return low-level information on Docker objects")
        .also("inspect")
        .value('f', "format", "string", "json, or a Go template")
        .flag('s', "size", "Display total file sizes if the type is container")
        .value("type", "string", "Only inspect objects of the given type")
        .fields(TemplateNames.ofAnything())
        .argument("NAME|ID", Arity.SOME, Completes.OBJECT)
        .example("docker inspect --format '{{.State.Status}}' web", "one value")
        .build();
  }

  private static CommandSpec of(Kind kind) {
    Completes completes =
        switch (kind) {
          case CONTAINER -> Completes.CONTAINER;
          case IMAGE -> Completes.IMAGE;
          case NETWORK -> Completes.NETWORK;
          case VOLUME -> Completes.VOLUME;
          case FOLDER -> Completes.FOLDER;
        };
    VerbSpec spec =
        VerbSpec.docker(
                kind.word() + " inspect",
                "Display detailed information on one or more " + kind.word() + "s")
            .value('f', "format", "string", "json, or a Go template")
            .fields(TemplateNames.of(kind));
    if (kind == Kind.CONTAINER) {
      spec.flag('s', "size", "Display total file sizes");
    }
    return spec.argument(kind.word().toUpperCase(Locale.ROOT), Arity.SOME, completes).build();
  }

  @Override
  protected Outcome act(Invocation call) {
    String format = call.arguments().value("format").orElse("");
    Optional<Template> template = Optional.empty();
    if (!format.isEmpty() && !format.equals("json")) {
      try {
        template = Optional.of(Template.parse(format));
      } catch (ProblemException e) {
        return Words.failed(64, "template parsing error: " + e.problem().message());
      }
    }
    Optional<Kind> wanted = only.isPresent() ? only : type(call);
    List<String> references = call.arguments().all(spec().arguments().get(0).name());
    List<Found> found = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (String reference : references) {
      try {
        Optional<Found> one = find(call, reference, wanted, warnings);
        one.ifPresentOrElse(found::add, () -> errors.add("Error: No such object: " + reference));
      } catch (EngineRefusal refusal) {
        errors.add(Words.daemon(refusal));
      }
    }
    String text =
        template.isPresent()
            ? rendered(template.get(), found, errors)
            : json(found, format.equals("json"));
    Outcome outcome = Outcome.text(text).withStatus(errors.isEmpty() ? 0 : 1);
    for (String line : warnings) {
      outcome = outcome.withRemark(line);
    }
    for (String line : errors) {
      outcome = outcome.withRemark(line);
    }
    return outcome;
  }

  /** An object that was found. */
  private record Found(Kind kind, JsonNode json) {}

  private static Optional<Kind> type(Invocation call) {
    Optional<String> type = call.arguments().value("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    String choice = TYPES.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(", "));
    if (type.get().isEmpty()) {
      throw Words.usage("type is empty: must be one of " + choice);
    }
    if (!TYPES.contains(type.get())) {
      throw Words.usage("unknown type: \"" + type.get() + "\": must be one of " + choice);
    }
    Optional<Kind> kind = Kind.of(type.get()).filter(ORDER::contains);
    if (kind.isEmpty()) {
      throw Problem.of("usage.option", "--type " + type.get()).exception();
    }
    return kind;
  }

  private Optional<Found> find(
      Invocation call, String reference, Optional<Kind> wanted, List<String> warnings) {
    boolean size = call.arguments().flag("size");
    for (Kind kind : wanted.map(List::of).orElse(ORDER)) {
      try {
        Found found = new Found(kind, inspect(kind, reference, size));
        if (size && kind != Kind.CONTAINER) {
          warnings.add("WARNING: --size ignored for " + kind.word());
        }
        return Optional.of(found);
      } catch (EngineRefusal refusal) {
        boolean next =
            refusal.status() == 404
                || refusal.says().contains("not supported")
                || refusal.says().contains("invalid reference format");
        if (wanted.isPresent() || !next) {
          throw refusal;
        }
      }
    }
    return Optional.empty();
  }

  private JsonNode inspect(Kind kind, String reference, boolean size) {
    return switch (kind) {
      case CONTAINER -> bench.engine().containers().inspect(reference, size);
      case IMAGE -> bench.engine().images().inspect(reference);
      case NETWORK -> bench.engine().networks().inspect(reference);
      case VOLUME -> bench.engine().volumes().inspect(reference);
      case FOLDER -> throw new EngineRefusal(404, "no such object: " + reference);
    };
  }

  private static String json(List<Found> found, boolean compact) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    found.forEach(f -> all.add(f.json()));
    return (compact ? GoJson.compact(all) : GoJson.indented(all, "    ")) + "\n";
  }

  private static String rendered(Template template, List<Found> found, List<String> errors) {
    StringBuilder text = new StringBuilder();
    for (Found one : found) {
      try {
        text.append(rendered(template, one)).append('\n');
      } catch (ProblemException e) {
        errors.add("template parsing error: " + e.problem().message());
      }
    }
    return text.length() == 0 ? "\n" : text.toString();
  }

  /** First with what is known of the types; where that fails, as JSON of which nothing is. */
  private static String rendered(Template template, Found found) {
    try {
      return template.render(JsonValues.typed(found.json(), Shapes.of(found.kind())));
    } catch (ProblemException typed) {
      return template.renderRaw(JsonValues.raw(found.json()));
    }
  }
}
