package dev.stagecraft.template;

/** The ways in which a template's value can be none. JSON shows each of them as {@code null}. */
public enum Nothing {
  /** Go's {@code nil}: a null in JSON of which nothing more is known. */
  NIL("<nil>"),
  /** A pointer to nothing. */
  NIL_POINTER("<nil>"),
  /** A list that was never made. */
  NIL_LIST("[]"),
  /** A map that was never made. */
  NIL_MAP("map[]"),
  /** What a missing key of a map gives. */
  NO_VALUE("<no value>");

  private final String shown;

  Nothing(String shown) {
    this.shown = shown;
  }

  @Override
  public String toString() {
    return shown;
  }
}
