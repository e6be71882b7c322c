package dev.stagecraft.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The blast shield: in a replay, lists show the session's objects only, and naming a foreign one to
 * a command that changes or removes it is refused. It only answers; whoever lists or removes asks.
 */
public final class Shield {
  private static final Set<String> BUILT_IN = Set.of("bridge", "host", "none");
  private static final String LEFT_ALONE = " left alone (--no-shield shows everything)";

  private final Session session;
  private final Supplier<Engine> engine;

  Shield(Session session, Supplier<Engine> engine) {
    this.session = session;
    this.engine = engine;
  }

  /**
   * What of a list is shown.
   *
   * @param shown in the list's order
   * @param hidden how many are not shown
   */
  public record Sifted<T>(List<T> shown, int hidden) {
    public Sifted {
      shown = List.copyOf(shown);
    }

    /** A line for standard error that says how many others were left alone; none for none. */
    public Optional<String> remark(Kind kind) {
      if (hidden == 0) {
        return Optional.empty();
      }
      String noun = kind.word() + (hidden == 1 ? " was" : "s were");
      return Optional.of(hidden + " other " + noun + LEFT_ALONE);
    }
  }

  /**
   * Whether a list may show something: it is the session's, or the session uses it.
   *
   * @param identities all that it is called: its id, its names, an image's tags
   */
  public boolean shows(Kind kind, String... identities) {
    for (String identity : identities) {
      if (session.owns(kind, identity)
          || session.isUsed(kind, identity)
          || (kind == Kind.NETWORK && BUILT_IN.contains(identity))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line of an output is a remark of ours on what a list does not show. */
  public static boolean isRemark(String line) {
    return line.endsWith(LEFT_ALONE) && Character.isDigit(line.charAt(0));
  }

  /** A list without what is not the session's. */
  public <T> Sifted<T> sift(Kind kind, List<T> list, Function<T, List<String>> identities) {
    List<T> shown = new ArrayList<>();
    for (T item : list) {
      if (shows(kind, identities.apply(item).toArray(String[]::new))) {
        shown.add(item);
      }
    }
    return new Sifted<>(shown, list.size() - shown.size());
  }

  /**
   * Why a command must not touch something; empty where it may, which includes that there is no
   * such thing: the engine says so better.
   *
   * <p>The engine is asked what the reference means, so that a foreign object with a name that the
   * session once used is not taken for its own.
   *
   * @param reference as the person wrote it
   * @param verb the command, for the message: {@code rm}
   * @return {@code session.foreign}
   */
  public Optional<Problem> refuses(Kind kind, String reference, String verb) {
    Optional<JsonNode> meant;
    try {
      meant = inspect(kind, reference);
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.missing(e)) {
        return Optional.empty();
      }
      throw e;
    }
    if (meant.filter(node -> !mine(kind, reference, node)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                "session.foreign",
                verb
                    + " "
                    + reference
                    + ": this "
                    + kind.word()
                    + " was not made by this session, and a replay leaves others alone")
            .withHint("--no-shield lets it"));
  }

  private Optional<JsonNode> inspect(Kind kind, String reference) {
    return switch (kind) {
      case CONTAINER -> Optional.of(engine.get().containers().inspect(reference, false));
      case NETWORK -> Optional.of(engine.get().networks().inspect(reference));
      case VOLUME -> Optional.of(engine.get().volumes().inspect(reference));
      case IMAGE -> Optional.of(engine.get().images().inspect(reference));
      case FOLDER -> Optional.empty();
    };
  }

  private boolean mine(Kind kind, String reference, JsonNode node) {
    return switch (kind) {
      case CONTAINER -> owned(kind, node.path("Id"), node.path("Config").path("Labels"));
      case NETWORK -> owned(kind, node.path("Id"), node.path("Labels"));
      case VOLUME -> owned(kind, node.path("Name"), node.path("Labels"));
      case IMAGE -> image(reference, node);
      case FOLDER -> true;
    };
  }

  private boolean owned(Kind kind, JsonNode id, JsonNode labels) {
    return session.owns(kind, id.asText())
        && (session.adopted(kind, id.asText())
            || session.id().equals(labels.path(Names.SESSION_LABEL).asText()));
  }

  /** An image's name is ours if we gave it; an image named by its id if all its names are ours. */
  private boolean image(String reference, JsonNode node) {
    if (!Names.bareId(node.path("Id").asText()).startsWith(Names.bareId(reference))) {
      return session.owns(Kind.IMAGE, reference);
    }
    boolean all =
        !node.path("RepoTags").isEmpty() || session.owns(Kind.IMAGE, node.path("Id").asText());
    for (JsonNode tag : node.path("RepoTags")) {
      all &= session.owns(Kind.IMAGE, tag.asText());
    }
    return all;
  }
}
