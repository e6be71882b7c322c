package dev.stagecraft.lab;

/**
 * Something that a statement of a lab leaves behind and another may need.
 *
 * @param kind what it is
 * @param name which one: an absolute path, an image's name with its tag, a port's number; {@link
 *     #ANY} for one or all of its kind that the text does not tell
 */
record Thing(Kind kind, String name) {
  /** One that the text does not tell, or all of them. */
  static final String ANY = "*";

  /** Kinds of things. */
  enum Kind {
    /** A file's text, or all that is in a folder. */
    FILE,
    /** That a folder is there. */
    FOLDER,
    /** Whatever a program may have written in a folder. */
    TREE,
    /** The shell's own folder. */
    PLACE,
    IMAGE,
    CONTAINER,
    PORT,
    NETWORK,
    VOLUME,
    VARIABLE
  }

  /** The shell's own folder. */
  static Thing place() {
    return new Thing(Kind.PLACE, "");
  }

  private boolean path() {
    return kind == Kind.FILE || kind == Kind.FOLDER || kind == Kind.TREE;
  }

  /** Whether it is only prepared: a file, a folder, a variable. */
  boolean prepared() {
    return path() || kind == Kind.VARIABLE;
  }

  /** Whether this, made before, is what is needed, or a part of it. */
  boolean meets(Thing need) {
    if (path() && need.path()) {
      return paths(need);
    }
    return kind == need.kind && (same(need) || vague() || need.vague());
  }

  private boolean paths(Thing need) {
    if (kind == Kind.TREE || vague() || need.vague()) {
      return vague() || need.vague() || within(need) || need.within(this);
    }
    if (need.kind == Kind.FOLDER) {
      return kind == Kind.FOLDER && within(need);
    }
    return within(need);
  }

  /** Whether nothing that was made before matters for a need once this was made. */
  boolean replaces(Thing need) {
    return kind == need.kind && kind != Kind.TREE && same(need) && !vague();
  }

  /** Whether a thing is gone once this was removed. */
  boolean holds(Thing other) {
    return path() && other.path()
        ? !vague() && !other.vague() && other.within(this)
        : kind == other.kind && same(other);
  }

  /** Whether it is the other path, or below it. */
  private boolean within(Thing other) {
    return same(other) || name.startsWith(other.name.equals("/") ? "/" : other.name + "/");
  }

  private boolean same(Thing other) {
    return name.equals(other.name);
  }

  /** Whether the text does not tell which one: a path below a folder that is not known, too. */
  private boolean vague() {
    return name.equals(ANY) || path() && name.startsWith(LabPath.UNKNOWN);
  }
}
