package dev.stagecraft.builtin.help;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** {@code man COMMAND}: the manual page of one of our commands; all others are the host's. */
public final class ManCommand implements Command {
  private static final String NAME = "man";
  private static final String SELF = "stagecraft";
  private static final int WIDEST = 100;
  private static final int NARROWEST = 40;
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of(NAME),
          List.of(),
          Group.HELP,
          "Show the manual page of a command of Stagecraft, or of a program",
          List.of(Option.flag("roff", "Print the page's source, for groff -man or man -l")),
          List.of(new Argument("COMMAND", Arity.SOME, Completes.COMMAND)),
          false,
          List.of(
              new Example("man replay", "all about replaying"),
              new Example("man stagecraft", "the program itself, and all commands"),
              new Example("man --roff docker run", "its source, for other readers")));

  private final Supplier<Registry> registry;
  private final Launcher launcher;
  private final IntSupplier columns;
  private final String version;

  /**
   * Pages of what a registry holds, looked up when it is asked.
   *
   * @param columns how wide a page may be
   */
  public ManCommand(
      Supplier<Registry> registry, Launcher launcher, IntSupplier columns, String version) {
    this.registry = registry;
    this.launcher = launcher;
    this.columns = columns;
    this.version = version;
  }

  /** Whether a line's words ask for a page that is not ours but the host's. */
  public static boolean isTheHosts(List<String> words, Registry registry) {
    if (!words.get(0).equals(NAME) || words.size() < 2) {
      return false;
    }
    List<String> asked = words.subList(1, words.size());
    String first = asked.get(0);
    return !first.equals(SELF)
        && !first.startsWith("--")
        && registry.find(asked).filter(m -> m.rest().isEmpty()).isEmpty();
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    List<String> words = call.arguments().all("COMMAND");
    Registry all = registry.get();
    Optional<Page> page =
        words.equals(List.of(SELF))
            ? Optional.of(Page.of(launcher, all))
            : all.find(words)
                .filter(m -> m.rest().isEmpty())
                .map(m -> Page.of(m.command().spec(), all));
    if (page.isEmpty()) {
      return Outcome.failed(
          1,
          Problem.of("usage.command", "there is no manual page of " + String.join(" ", words))
              .withHint("help lists the commands"));
    }
    int width = Math.max(NARROWEST, Math.min(WIDEST, columns.getAsInt()));
    return Outcome.text(
        call.arguments().flag("roff")
            ? PageText.roff(page.get(), version)
            : PageText.plain(page.get(), width));
  }
}
