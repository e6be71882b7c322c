package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A trace while its statement is read. */
final class TraceDraft {
  private final boolean certain;
  private final Set<Thing> needs = new LinkedHashSet<>();
  private final Set<Thing> looks = new LinkedHashSet<>();
  private final Set<Thing> makes = new LinkedHashSet<>();
  private final Set<Thing> touches = new LinkedHashSet<>();
  private final Set<Thing> removes = new LinkedHashSet<>();
  private final Set<Thing> ends = new LinkedHashSet<>();
  private final List<String> bases = new ArrayList<>();
  private final Set<String> loud = new LinkedHashSet<>();
  private String always = "";

  /**
   * An empty trace.
   *
   * @param certain whether every command of the statement runs; otherwise what it makes is only
   *     what it may make
   */
  TraceDraft(boolean certain) {
    this.certain = certain;
  }

  void need(Thing.Kind kind, String name) {
    want(new Thing(kind, name), needs);
  }

  void look(Thing.Kind kind, String name) {
    want(new Thing(kind, name), looks);
  }

  /** Needs the shell's own folder. */
  void here() {
    want(Thing.place(), looks);
  }

  private void want(Thing thing, Set<Thing> where) {
    if (makes.stream().noneMatch(made -> made.replaces(thing))) {
      where.add(thing);
    }
  }

  void make(Thing.Kind kind, String name) {
    make(new Thing(kind, name));
  }

  void make(Thing thing) {
    removes.removeIf(gone -> gone.holds(thing));
    (certain ? makes : touches).add(thing);
  }

  void touch(Thing.Kind kind, String name) {
    touches.add(new Thing(kind, name));
  }

  void remove(Thing.Kind kind, String name) {
    Thing gone = new Thing(kind, name);
    makes.removeIf(gone::holds);
    (certain ? removes : touches).add(gone);
  }

  void end(Thing.Kind kind, String name) {
    ends.add(new Thing(kind, name));
  }

  void always(String why) {
    always = always.isEmpty() ? why : always;
  }

  void base(String reference) {
    if (!bases.contains(reference)) {
      bases.add(reference);
    }
  }

  /** A base that the statement brings by itself, and tells of. */
  void loud(String reference) {
    base(reference);
    loud.add(reference);
  }

  Set<Thing> made() {
    return makes;
  }

  Trace trace() {
    return new Trace(needs, looks, makes, touches, removes, ends, always, bases, loud);
  }
}
