package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Owned;
import dev.stagecraft.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code keep}: leaves things where they are when the session ends. */
public final class KeepCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("keep"),
          List.of(),
          Group.SESSION,
          "Let something stay when the session ends",
          List.of(),
          List.of(new Argument("NAME", Arity.SOME, Completes.CONTAINER)),
          false,
          List.of(
              new Example("keep web", "whatever is called so"),
              new Example("keep image app:1", "of one kind only")));

  private final Session session;
  private final Belongings belongings;

  /** Keeps things of a session. */
  public KeepCommand(Session session, Belongings belongings) {
    this.session = session;
    this.belongings = belongings;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    List<String> words = call.arguments().all("NAME");
    Optional<Kind> kind = words.size() > 1 ? Kind.of(words.get(0)) : Optional.empty();
    List<String> names = kind.isPresent() ? words.subList(1, words.size()) : words;
    Set<Owned> found = new LinkedHashSet<>();
    for (String name : names) {
      List<Owned> meant = belongings.meant(kind, name);
      if (meant.isEmpty()) {
        return Outcome.failed(
            1,
            Problem.of(
                    "session.unknown",
                    "this session made "
                        + kind.map(k -> "no " + k.word() + " that").orElse("nothing that")
                        + " is called "
                        + name)
                .withHint("session lists what it made"));
      }
      found.addAll(meant);
    }
    List<String> kept = new ArrayList<>();
    belongings
        .names(found)
        .forEach(
            (owned, name) -> {
              boolean byName = owned.kind() == Kind.IMAGE || owned.id().isEmpty();
              if (session.keep(
                  owned.kind(), byName ? owned.name() : owned.id().orElse(owned.name()))) {
                kept.add(owned.kind().word() + " " + name + " stays");
              }
            });
    return Outcome.text(String.join("\n", kept) + "\n");
  }
}
