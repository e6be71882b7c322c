package dev.stagecraft.lab;

import dev.stagecraft.lab.Thing.Kind;
import dev.stagecraft.language.Assignment;
import dev.stagecraft.language.Pipeline;
import dev.stagecraft.language.Redirection;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Statement;
import dev.stagecraft.language.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the statements of a lab need of each other, one after the other: which folder the
 * shell is in, which files and images are there, which ports answer.
 */
final class Tracer {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{[#!]?([A-Za-z_]\\w*)|([A-Za-z_]\\w*)|([!?]))");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^\\s*(?:function\\s+[\\w:-]+|[\\w:-]+\\s*\\(\\s*\\))");
  private static final Set<String> OUR_MAKING =
      Set.of("build", "run", "tag", "pull", "keep", "down", "docker", "undo", "load");

  private final DockerTracer docker = new DockerTracer();
  private final ProgramTracer programs = new ProgramTracer(docker);
  private final Set<String> ports = new LinkedHashSet<>();
  private String folder = "~";
  private Optional<String> before = Optional.empty();
  private int unknown;

  /** The shell's folder now, as the text tells it. */
  String folder() {
    return folder;
  }

  /** A block begins that has a folder of its own; answers what that needs. */
  Trace enter(String written) {
    TraceDraft draft = new TraceDraft(true);
    draft.here();
    Optional<String> path = LabPath.of(written, folder);
    path.ifPresent(name -> draft.need(Kind.FOLDER, name));
    folder = path.orElse(folder);
    return draft.trace();
  }

  /** The block has ended; the shell is in the folder that it was in before. */
  void leave(String path) {
    folder = path;
  }

  /**
   * Reads a statement.
   *
   * @param own whether all of our words mean ours
   */
  Trace statement(LabStatement statement, boolean own) {
    Statement parsed = statement.parsed();
    boolean alternatives =
        parsed.items().stream().anyMatch(item -> item.operatorAfter().equals("||"));
    TraceDraft draft = new TraceDraft(!parsed.compound() && !alternatives);
    boolean tolerated = alternatives || discards(parsed);
    variables(expanded(statement), draft);
    Set<SimpleCommand> outer = outer(parsed);
    boolean alone = alone(parsed);
    for (SimpleCommand command : parsed.commands()) {
      command(command, outer.contains(command), tolerated, draft);
      if (!alone) {
        image(command).filter(docker::brings).ifPresent(draft::loud);
      }
      if (own && command.name().filter(OUR_MAKING::contains).isPresent()) {
        draft.always("a command of ours that makes something");
      }
    }
    if (parsed.commands().isEmpty() && !parsed.commentOnly()) {
      draft.always("it is not read");
    }
    if (parsed.compound() && FUNCTION.matcher(statement.text()).find()) {
      draft.always("it defines a function");
    }
    if (parsed.compound()
        && !statement.text().strip().startsWith("(")
        && parsed.commands().stream().anyMatch(command -> goes(command) && !outer.contains(command))
        && !statement.text().contains("(cd ")
        && !statement.text().contains("( cd ")) {
      nowhere(draft);
    }
    Effects.asked(statement).forEach(port -> draft.need(Kind.PORT, String.valueOf(port)));
    draft.make(Kind.VARIABLE, "?");
    if (parsed.items().stream().anyMatch(Pipeline::background)) {
      draft.make(Kind.VARIABLE, "!");
    }
    draft.made().stream()
        .filter(thing -> thing.kind() == Kind.PORT)
        .forEach(thing -> ports.add(thing.name()));
    return draft.trace();
  }

  /** Reads a block that is written to a file. */
  Trace file(Block.FileText file) {
    TraceDraft draft = new TraceDraft(true);
    draft.here();
    Optional<String> path = LabPath.of(file.path(), folder);
    path.ifPresent(name -> draft.make(Kind.FILE, name));
    path.ifPresent(name -> docker.written(name, file.fence().text()));
    return draft.trace();
  }

  /** What must be there for what an author expects. */
  Trace expectations(List<Expectation> expectations) {
    TraceDraft draft = new TraceDraft(true);
    for (Expectation expectation : expectations) {
      if (expectation instanceof Expectation.Size size) {
        draft.need(Kind.IMAGE, DockerTracer.familiar(size.image()));
        size.other().ifPresent(other -> draft.need(Kind.IMAGE, DockerTracer.familiar(other)));
      } else if (expectation instanceof Expectation.User user) {
        draft.need(Kind.IMAGE, DockerTracer.familiar(user.image()));
      } else if (expectation instanceof Expectation.Http http) {
        Effects.ports(http.url()).forEach(port -> draft.need(Kind.PORT, String.valueOf(port)));
      }
    }
    return draft.trace();
  }

  private static boolean discards(Statement parsed) {
    return parsed.commands().stream()
        .flatMap(command -> command.redirections().stream())
        .anyMatch(
            redirection ->
                redirection.target().literal().filter("/dev/null"::equals).isPresent()
                    && (redirection.operator().startsWith("&>")
                        || redirection.fd().filter(fd -> fd == 2).isPresent()));
  }

  /** Whether a statement is one command whose output goes nowhere else. */
  private static boolean alone(Statement parsed) {
    return parsed
        .single()
        .filter(pipeline -> parsed.commands().size() == 1)
        .filter(pipeline -> pipeline.commands().get(0).redirections().isEmpty())
        .isPresent();
  }

  /** The image that a command runs. */
  private static Optional<String> image(SimpleCommand command) {
    return DockerUse.of(command)
        .filter(use -> use.verb().equals("run") || use.verb().equals("create"))
        .flatMap(use -> use.arguments().stream().findFirst());
  }

  /** The commands that the shell itself runs one after the other. */
  private static Set<SimpleCommand> outer(Statement parsed) {
    Set<SimpleCommand> outer = new LinkedHashSet<>();
    for (Pipeline item : parsed.items()) {
      if (!item.compound() && !item.background() && item.commands().size() == 1) {
        outer.add(item.commands().get(0));
      }
    }
    return outer;
  }

  /** The text that the shell expands: without documents whose end is quoted. */
  private static String expanded(LabStatement statement) {
    String text = statement.text();
    for (SimpleCommand command : statement.parsed().commands()) {
      for (Redirection redirection : command.redirections()) {
        if (redirection.heredoc().filter(body -> body.quoted()).isPresent()) {
          text = text.replace(redirection.heredoc().get().body(), "");
        }
      }
    }
    return text;
  }

  private static void variables(String text, TraceDraft draft) {
    Matcher used = VARIABLE.matcher(text);
    while (used.find()) {
      for (int group = 1; group <= 3; group++) {
        String name = used.group(group);
        if (name != null) {
          draft.need(Kind.VARIABLE, name);
        }
      }
    }
  }

  private static boolean goes(SimpleCommand command) {
    return command.name().filter(Set.of("cd", "pushd", "popd")::contains).isPresent();
  }

  private void nowhere(TraceDraft draft) {
    before = Optional.of(folder);
    folder = LabPath.UNKNOWN + ++unknown;
    draft.always("it goes to a folder that the text does not tell");
    draft.make(Thing.place());
  }

  private void command(SimpleCommand command, boolean outer, boolean tolerated, TraceDraft draft) {
    for (Assignment assignment : command.assignments()) {
      if (command.words().isEmpty()) {
        draft.make(Kind.VARIABLE, assignment.name());
      }
    }
    String heredoc = "";
    for (Redirection redirection : command.redirections()) {
      heredoc = redirection.heredoc().map(text -> text.body()).orElse(heredoc);
    }
    Optional<DockerUse> use = DockerUse.of(command);
    if (use.isPresent()) {
      docker.read(use.get(), folder, heredoc, tolerated, draft);
    } else if (goes(command)) {
      go(command, outer, draft);
    } else if (command.name().filter("sleep"::equals).isPresent()) {
      ports.forEach(port -> draft.touch(Kind.PORT, port));
    } else {
      programs.read(command, folder, tolerated, draft);
    }
    programs.redirections(command, folder, heredoc, draft);
  }

  private void go(SimpleCommand command, boolean outer, TraceDraft draft) {
    if (!outer) {
      return;
    }
    List<Word> words = command.words();
    Optional<String> to;
    if (words.size() < 2) {
      to = Optional.of("~");
    } else if (words.get(1).raw().equals("-")) {
      to = before;
    } else {
      to = LabPath.of(words.get(1), folder);
    }
    String written = words.size() < 2 ? "~" : words.get(1).raw();
    boolean known = to.isPresent() && command.name().filter("cd"::equals).isPresent();
    if (!known) {
      draft.here();
      nowhere(draft);
      return;
    }
    boolean whole = written.startsWith("~") || written.startsWith("/") || written.contains("HOME");
    if (!whole) {
      draft.here();
    }
    if (!to.get().equals("~")) {
      draft.need(Kind.FOLDER, to.get());
    }
    before = Optional.of(folder);
    folder = to.get();
    draft.make(Thing.place());
  }
}
