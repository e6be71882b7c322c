package dev.stagecraft.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal says, added up. Not safe for several threads: its owner sees to that. */
final class Ledger {
  private final Map<Integer, Thing> things = new LinkedHashMap<>();
  private final Map<Integer, Build> builds = new LinkedHashMap<>();
  private Optional<Entry.Header> header = Optional.empty();
  private Optional<Entry.EngineNamed> engine = Optional.empty();
  private boolean allKept;

  /** How far a thing has come. */
  enum State {
    CLAIMED,
    CREATED,
    ABANDONED,
    KEPT,
    GONE
  }

  /**
   * A thing claimed.
   *
   * @param build the build that claimed it, for a tag of one
   * @param before for an image, what its tag pointed to before
   * @param called its name now, where it was renamed
   * @param adopted when it was made, where another program made it and it has no label of ours
   */
  record Thing(
      int number,
      Kind kind,
      String name,
      Instant since,
      Optional<Integer> build,
      Optional<String> before,
      Optional<String> id,
      Optional<String> called,
      Optional<Instant> adopted,
      State state) {
    Thing withState(State next) {
      return new Thing(number, kind, name, since, build, before, id, called, adopted, next);
    }

    Thing createdAs(String newId) {
      return new Thing(
          number,
          kind,
          name,
          since,
          build,
          before,
          Optional.of(newId),
          called,
          adopted,
          State.CREATED);
    }

    Thing renamedTo(String next) {
      return new Thing(
          number, kind, name, since, build, before, id, Optional.of(next), adopted, state);
    }

    /** What it is called on the engine. */
    String nameNow() {
      return called.orElse(name);
    }

    Thing adoptedAs(String newId, Instant made) {
      return new Thing(
          number,
          kind,
          name,
          since,
          build,
          before,
          Optional.of(newId),
          called,
          Optional.of(made),
          State.CREATED);
    }

    /** Whether it may exist and is the session's. */
    boolean live() {
      return state == State.CLAIMED || state == State.CREATED || state == State.KEPT;
    }
  }

  /**
   * A build.
   *
   * @param image what it made
   * @param kept whether what it made stays
   */
  record Build(
      int number,
      String id,
      Instant begun,
      Optional<Instant> ended,
      Optional<String> image,
      Optional<String> context,
      boolean kept) {}

  /** Adds what an entry says. */
  void apply(Entry entry) {
    if (entry instanceof Entry.Header first) {
      header = Optional.of(first);
    } else if (entry instanceof Entry.EngineNamed named) {
      engine = Optional.of(named);
    } else if (entry instanceof Entry.Claimed claimed) {
      add(
          claimed.number(),
          claimed.kind(),
          claimed.name(),
          claimed.at(),
          Optional.empty(),
          claimed.before());
    } else if (entry instanceof Entry.Created created) {
      things.computeIfPresent(created.number(), (n, thing) -> thing.createdAs(created.id()));
    } else if (entry instanceof Entry.Adopted adopted) {
      things.computeIfPresent(
          adopted.number(), (n, thing) -> thing.adoptedAs(adopted.id(), adopted.made()));
    } else if (entry instanceof Entry.Renamed renamed) {
      things.computeIfPresent(renamed.number(), (n, thing) -> thing.renamedTo(renamed.name()));
    } else if (entry instanceof Entry.Abandoned abandoned) {
      things.computeIfPresent(abandoned.number(), (n, thing) -> thing.withState(State.ABANDONED));
    } else if (entry instanceof Entry.BuildBegun begun) {
      begin(begun);
    } else if (entry instanceof Entry.BuildEnded ended) {
      end(ended);
    } else if (entry instanceof Entry.Kept kept) {
      kept.numbers().forEach(this::keep);
    } else if (entry instanceof Entry.Gone gone) {
      gone.numbers()
          .forEach(n -> things.computeIfPresent(n, (k, thing) -> thing.withState(State.GONE)));
      gone.numbers().forEach(builds::remove);
    } else {
      allKept = true;
    }
  }

  private void add(
      int number,
      Kind kind,
      String name,
      Instant at,
      Optional<Integer> build,
      Optional<String> before) {
    things.put(
        number,
        new Thing(
            number,
            kind,
            name,
            at,
            build,
            before,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            State.CLAIMED));
  }

  private void begin(Entry.BuildBegun begun) {
    builds.put(
        begun.number(),
        new Build(
            begun.number(),
            begun.id(),
            begun.at(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false));
    int number = begun.number();
    for (Entry.Tag tag : begun.tags()) {
      number++;
      add(number, Kind.IMAGE, tag.name(), begun.at(), Optional.of(begun.number()), tag.before());
    }
  }

  private void end(Entry.BuildEnded ended) {
    builds.computeIfPresent(
        ended.number(),
        (n, build) ->
            new Build(
                n,
                build.id(),
                build.begun(),
                Optional.of(ended.at()),
                ended.image(),
                ended.context(),
                build.kept()));
    for (Thing thing : List.copyOf(things.values())) {
      if (thing.build().filter(n -> n == ended.number()).isPresent()) {
        things.put(
            thing.number(),
            ended.image().map(thing::createdAs).orElse(thing.withState(State.ABANDONED)));
      }
    }
  }

  private void keep(int number) {
    Thing thing = things.get(number);
    if (thing != null) {
      things.put(number, thing.withState(State.KEPT));
    }
    builds.computeIfPresent(
        number,
        (n, build) ->
            new Build(
                n, build.id(), build.begun(), build.ended(), build.image(), build.context(), true));
  }

  /** All things, in the order claimed. */
  List<Thing> things() {
    return List.copyOf(things.values());
  }

  /** All builds, in the order begun. */
  List<Build> builds() {
    return List.copyOf(builds.values());
  }

  /** The first line, if it was read. */
  Optional<Entry.Header> header() {
    return header;
  }

  /** The engine that the claims are about, if there is one. */
  Optional<Entry.EngineNamed> engine() {
    return engine;
  }

  /** Whether the session was told to leave everything. */
  boolean allKept() {
    return allKept;
  }

  /** The things that exist as far as we know, each once. */
  List<Owned> owned() {
    Map<String, Owned> found = new LinkedHashMap<>();
    for (Thing thing : things.values()) {
      if (thing.live()) {
        String key =
            thing.kind() == Kind.IMAGE
                ? thing.kind().word() + " " + thing.name()
                : thing.kind().word() + " " + thing.number();
        found.put(
            key,
            new Owned(
                thing.kind(),
                thing.nameNow(),
                thing.id(),
                thing.since(),
                thing.state() == State.KEPT));
      }
    }
    return new ArrayList<>(found.values());
  }

  /** The live things that a name, an id, or the first twelve or more digits of an id mean. */
  List<Thing> meant(Kind kind, String reference) {
    String name = Names.familiar(kind, reference);
    String bare = Names.bareId(reference);
    List<Thing> found = new ArrayList<>();
    for (Thing thing : things.values()) {
      boolean byId =
          bare.length() >= 12
              && thing.id().filter(id -> Names.bareId(id).startsWith(bare)).isPresent();
      if (thing.kind() == kind && thing.live() && (thing.nameNow().equals(name) || byId)) {
        found.add(thing);
      }
    }
    return found;
  }

  /** The builds that made an image, by its id or the first twelve or more digits of it. */
  List<Build> made(String imageId) {
    String bare = Names.bareId(imageId);
    return builds.values().stream()
        .filter(
            build ->
                bare.length() >= 12
                    && build.image().filter(i -> Names.bareId(i).startsWith(bare)).isPresent())
        .toList();
  }
}
