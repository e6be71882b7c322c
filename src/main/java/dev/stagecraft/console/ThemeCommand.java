package dev.stagecraft.console;

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
import dev.stagecraft.command.Nearest;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.console.Theme.Palette;
import dev.stagecraft.console.Theme.Role;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code theme}: the colours of the session, with a sample of each, and the letters of a stage. */
public final class ThemeCommand implements Command {
  private static final String LARGE = "large";
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("theme"),
          List.of(),
          Group.SESSION,
          "List the themes with a sample, or show in another: "
              + String.join(", ", Theme.names())
              + ", large",
          List.of(
              Option.flag(LARGE, "For a stage: bold, roomy, 60 columns; --large=false ends it")),
          List.of(
              new Argument("NAME", Arity.OPTIONAL, Completes.NOTHING)
                  .choices(Choice.of(Theme.names().toArray(String[]::new)))),
          false,
          List.of(
              new Example("theme", "all of them, each with a sample line"),
              new Example("theme light", "for a light background, from now on"),
              new Example("theme dark --large", "for a hall"),
              new Example("theme --large=false", "letters for one reader again")),
          List.of(
              new CommandSpec.Choice("name", "what theme NAME takes"),
              new CommandSpec.Choice("now", "whether it is the one in use")),
          List.of());

  private final Appearance appearance;

  /** Changes the looks of a session. */
  public ThemeCommand(Appearance appearance) {
    this.appearance = appearance;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Optional<String> name = call.arguments().one("NAME");
    boolean said = !call.arguments().values(LARGE).isEmpty();
    if (name.isEmpty() && !said) {
      return list(appearance.on(call.streams().outIsTerminal()));
    }
    if (name.isPresent() && !name.get().equals(LARGE)) {
      Optional<Palette> palette = Theme.named(name.get());
      if (palette.isEmpty()) {
        return Outcome.failed(2, unknown(name.get()));
      }
      appearance.choose(palette.get());
    }
    if (said || name.filter(LARGE::equals).isPresent()) {
      appearance.enlarge(!said || call.arguments().flag(LARGE));
    }
    Optional<String> obstacle = appearance.obstacle();
    return appearance.palette() != Palette.NONE && obstacle.isPresent()
        ? Outcome.done().withRemark("no colours are shown: " + obstacle.get())
        : Outcome.done();
  }

  private static Problem unknown(String name) {
    List<String> names = new ArrayList<>(Theme.names());
    names.add(LARGE);
    Problem problem = Problem.of("usage.value", "there is no theme " + name);
    return Nearest.of(name, names)
        .map(near -> problem.withHint("theme " + near))
        .orElse(problem.withHint("the themes are " + String.join(", ", names)));
  }

  private Outcome list(Theme shown) {
    List<List<Object>> rows = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int width = Theme.names().stream().mapToInt(String::length).max().orElse(0);
    for (Palette palette : Palette.values()) {
      boolean now = palette == appearance.palette();
      rows.add(List.of(palette.says(), now));
      text.append(shown.plain(now ? "▸ " : "  "))
          .append(palette.says())
          .append(" ".repeat(width - palette.says().length() + 2))
          .append(sample(new Theme(palette, shown.many(), shown.unicode(), false), shown))
          .append('\n');
    }
    text.append(appearance.isLarge() ? "large: theme --large=false ends it\n" : "");
    return Outcome.rows(
        new Table(List.of(Column.left("name", "NAME"), Column.left("now", "NOW")), rows),
        text.toString());
  }

  /** {@code docker run -d "$name" | wc # note ✓ ok ! well ✗ no}, where colours can be shown. */
  private static String sample(Theme theme, Theme shown) {
    Theme used = shown.colour() ? theme : new Theme(false, shown.unicode());
    return used.paint(Role.OURS, "docker")
        + " run "
        + used.paint(Role.OPTION, "-d")
        + " "
        + used.paint(Role.STRING, "'web 1'")
        + " "
        + used.paint(Role.VARIABLE, "$image")
        + " "
        + used.paint(Role.OPERATOR, "|")
        + " "
        + used.paint(Role.UNKNOWN, "wcc")
        + " "
        + used.paint(Role.COMMENT, "# note")
        + "  "
        + used.paint(Role.SUCCESS, used.plain("✓ done"))
        + "  "
        + used.paint(Role.WARNING, "! look")
        + "  "
        + used.paint(Role.ERROR, used.plain("✗ failed"))
        + "  "
        + used.paint(Role.DIM, "0.8 s");
  }
}
