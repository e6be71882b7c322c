package dev.stagecraft.lab;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement needs of those before it and leaves to those behind it, as far as its text
 * tells.
 *
 * @param needs what it cannot do without
 * @param looks what it only lists: it goes well without, and shows less
 * @param makes what is as it says once it ran, whatever was before
 * @param touches what it may change, or makes under some condition
 * @param removes what is gone once it ran
 * @param ends what it stops
 * @param always why it is run whatever is needed: it may change anything; empty where it may not
 * @param bases images that it uses and no statement before it makes, in order
 * @param loud those of the bases of which its own output tells how they came
 */
record Trace(
    Set<Thing> needs,
    Set<Thing> looks,
    Set<Thing> makes,
    Set<Thing> touches,
    Set<Thing> removes,
    Set<Thing> ends,
    String always,
    List<String> bases,
    Set<String> loud) {
  Trace {
    needs = Set.copyOf(needs);
    looks = Set.copyOf(looks);
    makes = Set.copyOf(makes);
    touches = Set.copyOf(touches);
    removes = Set.copyOf(removes);
    ends = Set.copyOf(ends);
    bases = List.copyOf(bases);
    loud = Set.copyOf(loud);
  }

  /** The same statement, where something more must be there. */
  Trace expecting(Trace expected) {
    Set<Thing> more = new LinkedHashSet<>(looks);
    expected.wants().stream()
        .filter(need -> makes.stream().noneMatch(made -> made.meets(need)))
        .forEach(more::add);
    return new Trace(needs, more, makes, touches, removes, ends, always, bases, loud);
  }

  /** All that it looks at. */
  Set<Thing> wants() {
    Set<Thing> all = new LinkedHashSet<>(needs);
    all.addAll(looks);
    return all;
  }

  /** All that is there because of it. */
  Set<Thing> leaves() {
    Set<Thing> all = new LinkedHashSet<>(makes);
    all.addAll(touches);
    return all;
  }

  /** Whether something that it leaves is one of these, or a part of one. */
  boolean meets(Set<Thing> needed) {
    return leaves().stream().anyMatch(made -> needed.stream().anyMatch(made::meets));
  }

  /** Whether a need is no matter before it. */
  boolean settles(Thing need) {
    return makes.stream().anyMatch(made -> made.replaces(need)) || clears(need);
  }

  /** Whether a thing is gone once it ran. */
  boolean clears(Thing thing) {
    return removes.stream().anyMatch(removed -> removed.holds(thing));
  }

  /** Whether it undoes one of these: stops or removes it. */
  boolean undoes(Set<Thing> made) {
    return made.stream()
        .anyMatch(
            thing ->
                clears(thing)
                    || ends.stream().anyMatch(ended -> ended.meets(thing))
                    || removes.stream()
                        .anyMatch(gone -> gone.name().equals(Thing.ANY) && gone.meets(thing)));
  }
}
