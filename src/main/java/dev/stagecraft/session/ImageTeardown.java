package dev.stagecraft.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes a session's images: names that still mean what the session let them mean, then what it
 * built and has no name any more; the latest first, so that children go before parents. A name that
 * meant another image before means it again.
 */
final class ImageTeardown {
  private final Teardown.Work work;
  private final Engine engine;
  private final Tally tally;

  ImageTeardown(Teardown.Work work, Engine engine, Tally tally) {
    this.work = work;
    this.engine = engine;
    this.tally = tally;
  }

  /** An attempt at one image, for a second round. */
  private record Attempt(String what, Runnable action) {}

  /** Removes them. */
  void run() {
    List<Attempt> attempts = new ArrayList<>();
    List<Tagged> names = tagged();
    Collections.reverse(names);
    for (Tagged name : names) {
      attempts.add(new Attempt("image " + name.tag(), () -> remove(name)));
    }
    List<Ledger.Build> latestFirst = new ArrayList<>(work.builds());
    Collections.reverse(latestFirst);
    Set<String> seen = new HashSet<>(notOurs());
    for (Ledger.Build build : latestFirst) {
      String id = build.image().orElse("");
      if (!id.isEmpty() && !build.kept() && seen.add(id)) {
        attempts.add(new Attempt("image " + shortId(id), () -> removeNameless(id)));
      }
    }
    carryOut(attempts);
  }

  /** Tries all; those in conflict again for as long as the removal of others may help. */
  private void carryOut(List<Attempt> attempts) {
    List<Attempt> open = attempts;
    while (!open.isEmpty()) {
      List<Attempt> conflicts = new ArrayList<>();
      Map<Attempt, String> why = new LinkedHashMap<>();
      for (Attempt attempt : open) {
        try {
          attempt.action().run();
        } catch (EngineRefusal | ProblemException e) {
          if (Refusals.engineGone(e)) {
            throw e;
          }
          conflicts.add(attempt);
          why.put(attempt, Refusals.words(e));
        }
      }
      if (conflicts.size() == open.size()) {
        why.forEach((attempt, words) -> tally.left(attempt.what(), words));
        return;
      }
      open = conflicts;
    }
  }

  /**
   * A name and what happened to it in the session.
   *
   * @param claims in order
   */
  private record Tagged(String tag, List<Ledger.Thing> claims) {
    /** The ids that the session let it mean. */
    Set<String> ours() {
      Set<String> ids = new LinkedHashSet<>();
      claims.forEach(claim -> claim.id().ifPresent(ids::add));
      return ids;
    }

    /** What it meant before the session, or was made to mean by someone else since. */
    Optional<String> original() {
      Optional<String> original = Optional.empty();
      Set<String> ours = new HashSet<>();
      for (Ledger.Thing claim : claims) {
        if (claim.before().filter(before -> !ours.contains(before)).isPresent()) {
          original = claim.before();
        }
        claim.id().ifPresent(ours::add);
      }
      return original;
    }

    Ledger.Thing last() {
      return claims.get(claims.size() - 1);
    }

    List<Integer> numbers() {
      return claims.stream().map(Ledger.Thing::number).toList();
    }
  }

  private List<Tagged> tagged() {
    Map<String, List<Ledger.Thing>> byTag = new LinkedHashMap<>();
    for (Ledger.Thing thing : work.things()) {
      if (thing.kind() == Kind.IMAGE && thing.state() != Ledger.State.ABANDONED) {
        byTag.computeIfAbsent(thing.name(), tag -> new ArrayList<>()).add(thing);
      }
    }
    List<Tagged> names = new ArrayList<>();
    byTag.forEach((tag, claims) -> names.add(new Tagged(tag, List.copyOf(claims))));
    return names;
  }

  /** Images that were there before: a build from a warm cache may well make them again. */
  private Set<String> notOurs() {
    Set<String> ids = new HashSet<>();
    tagged().forEach(name -> name.original().ifPresent(ids::add));
    return ids;
  }

  private void remove(Tagged name) {
    if (name.last().state() == Ledger.State.KEPT) {
      tally.kept(Kind.IMAGE);
      return;
    }
    Optional<String> now = Tags.pointsTo(engine, name.tag());
    Optional<String> original = name.original();
    boolean mine = now.isPresent() && name.ours().contains(now.get());
    boolean tookOver = original.isPresent() && !name.ours().isEmpty() && !now.equals(original);
    if ((mine || now.isEmpty()) && tookOver && Tags.pointsTo(engine, original.get()).isPresent()) {
      Tags.point(engine, name.tag(), original.get());
      tally.gaveBack(name.tag());
    } else if (mine && !now.equals(original) && name.last().live()) {
      removeReference(name.tag(), now.orElseThrow());
    } else if (unknown(name, now)) {
      tally.left(
          "image " + name.tag(),
          "the session ended in the middle of its build, so it may be someone else's; if not: docker"
              + " rmi "
              + name.tag());
      return;
    }
    tally.done(name.numbers());
  }

  /** Whether it means something new, and the journal does not say who let it. */
  private static boolean unknown(Tagged name, Optional<String> now) {
    return name.last().state() == Ledger.State.CLAIMED
        && now.isPresent()
        && !now.equals(name.last().before());
  }

  private void removeNameless(String id) {
    JsonNode image;
    try {
      image = engine.images().inspect(id);
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.missing(e)) {
        return;
      }
      throw e;
    }
    if (image.path("RepoTags").isEmpty()) {
      removeReference(id, id);
    }
  }

  /** Counts images that went, and names that were taken from images which are not ours. */
  private void removeReference(String reference, String id) {
    try {
      List<Images.Removed> removed = engine.images().remove(reference, false, true);
      boolean gone = removed.stream().anyMatch(one -> !one.untagged());
      boolean built =
          work.builds().stream().anyMatch(build -> build.image().equals(Optional.of(id)));
      if (gone || !built) {
        tally.removed(Kind.IMAGE);
      }
    } catch (EngineRefusal | ProblemException e) {
      if (!Refusals.missing(e)) {
        throw e;
      }
    }
  }

  private static String shortId(String id) {
    String bare = Names.bareId(id);
    return bare.substring(0, Math.min(12, bare.length()));
  }
}
