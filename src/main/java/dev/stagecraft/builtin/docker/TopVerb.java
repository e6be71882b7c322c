package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.template.TabbedText;
import java.util.ArrayList;
import java.util.List;

/** {@code docker top}. */
final class TopVerb extends DockerVerb {
  TopVerb(Workbench bench) {
    super(
        VerbSpec.docker("top", "Display the running processes of a container")
            .also("docker container top")
            .argument("CONTAINER", Arity.ONE, Completes.RUNNING)
            .argument("PS_OPTION", Arity.ANY, Completes.NOTHING)
            .optionsFirst()
            .example("docker top web", "its processes as ps shows them")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    JsonNode found =
        bench
            .engine()
            .containers()
            .top(
                call.arguments().one("CONTAINER").orElseThrow(), call.arguments().all("PS_OPTION"));
    StringBuilder text = new StringBuilder(line(found.path("Titles")));
    found.path("Processes").forEach(process -> text.append(line(process)));
    return Outcome.text(new TabbedText(20, 3).layOut(text.toString()));
  }

  private static String line(JsonNode cells) {
    List<String> words = new ArrayList<>();
    cells.forEach(cell -> words.add(cell.asText()));
    return String.join("\t", words) + "\n";
  }
}
