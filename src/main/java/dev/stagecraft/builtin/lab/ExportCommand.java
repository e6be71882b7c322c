package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.BashScript;
import dev.stagecraft.lab.Doubts;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code export --as bash FILE}: a lab as a script that runs without us. */
public final class ExportCommand implements Command {
  private static final String NAME = "export";
  private static final String FILE = "FILE";

  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of(NAME),
          List.of(),
          Group.LAB,
          "Write a lab as a script that runs without Stagecraft",
          List.of(
              Option.value("as", "format", Completes.NOTHING, "Which kind of script: bash")
                  .choices(Choice.of("bash")),
              Option.value("output", "file", Completes.FILE, "Write it to a file, ready to be run")
                  .letter('o'),
              Option.flag("unsure", "Take blocks too that may be no commands")),
          List.of(new Argument(FILE, Arity.ONE, Completes.LAB)),
          false,
          List.of(
              new Example(
                  "export --as bash labs/first-look/README.md", "a lab for colleagues with bash"),
              new Example(
                  "export --as bash labs/first-look/README.md -o first-look.sh",
                  "and in a file of its own")));

  /**
   * Whether a line means the shell's own word, which exports variables: all do where {@code --as}
   * does not follow.
   *
   * @param words as typed, at least one
   */
  public static boolean isTheShells(List<String> words) {
    return words.get(0).equals(NAME)
        && (words.size() < 2 || !words.get(1).matches("--(as(=.*)?|help)"));
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Bound given = call.arguments();
    BashScript.Written script;
    try {
      format(given.value("as"));
      Lab lab = LabFile.read(given.one(FILE).orElseThrow(), call.folder());
      Doubts.refuse(lab, given.flag("unsure"));
      script = BashScript.of(lab);
    } catch (ProblemException wrong) {
      return Outcome.failed(2, wrong.problem());
    }
    Optional<String> file = given.value("output");
    Outcome outcome = file.isEmpty() ? Outcome.text(script.text()) : Outcome.done();
    for (int line : script.left()) {
      outcome =
          outcome.withRemark(
              "line " + line + " is left out: commands of Stagecraft's own need Stagecraft");
    }
    if (file.isPresent()) {
      write(script.text(), file.get(), call.folder().resolve(file.get()));
      outcome = outcome.withRemark("the script is in " + file.get());
    }
    return outcome;
  }

  private static void format(Optional<String> format) {
    if (format.filter("bash"::equals).isEmpty()) {
      throw Problem.of(
              "usage.export",
              format
                  .map(f -> f + " is nothing that a lab is written as")
                  .orElse("export to what: --as is missing"))
          .withHint("export --as bash FILE")
          .exception();
    }
  }

  private static void write(String text, String name, Path path) {
    try {
      Files.writeString(path, text);
    } catch (NoSuchFileException missing) {
      throw unwritten(name, "there is no such folder").exception(missing);
    } catch (IOException failed) {
      throw unwritten(name, String.valueOf(failed.getMessage())).exception(failed);
    }
    if (!path.toFile().setExecutable(true)) {
      throw unwritten(name, "it cannot be made a program").exception();
    }
  }

  private static Problem unwritten(String name, String why) {
    return Problem.of("export.write", "the script " + name + " cannot be written: " + why)
        .withHint("give another file to --output, or none: it is printed then");
  }
}
