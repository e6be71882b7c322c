package dev.stagecraft.console;

import dev.stagecraft.console.Theme.Palette;
import java.util.Map;

/**
 * How a session looks: the palette that was chosen, and whether it is large. What the environment
 * and the output cannot show is not shown, whatever was chosen. Safe for several threads.
 */
public final class Appearance {
  /** The last row of a hall reads so many columns. */
  private static final int LARGE_COLUMNS = 60;

  private final Map<String, String> environment;
  private volatile Palette palette = Palette.DARK;
  private volatile boolean large;

  /** Dark, as the environment can show it. */
  public Appearance(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The theme for an output.
   *
   * @param terminal whether the output is a terminal; a pipe never sees an escape sequence
   */
  public Theme on(boolean terminal) {
    String type = environment.getOrDefault("TERM", "dumb");
    boolean none =
        !terminal || !environment.getOrDefault("NO_COLOR", "").isEmpty() || type.equals("dumb");
    boolean many =
        type.contains("256color") || !environment.getOrDefault("COLORTERM", "").isEmpty();
    return new Theme(
        none ? Palette.NONE : palette,
        many && !none,
        Theme.isUtf8(environment),
        large && terminal && !type.equals("dumb"));
  }

  /** The palette that was chosen, be it shown or not. */
  public Palette palette() {
    return palette;
  }

  /** Shows in a palette from now on. */
  public void choose(Palette chosen) {
    palette = chosen;
  }

  /** Whether the output is large. */
  public boolean isLarge() {
    return large;
  }

  /** Is large from now on, or no more. */
  public void enlarge(boolean wanted) {
    large = wanted;
  }

  /** How many columns of so many are used: large letters have fewer. */
  public int columns(int real) {
    return large ? Math.min(real, LARGE_COLUMNS) : real;
  }

  /** Why a palette is not seen on this terminal, where it is not. */
  public java.util.Optional<String> obstacle() {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return java.util.Optional.of("NO_COLOR is set");
    }
    return environment.getOrDefault("TERM", "dumb").equals("dumb")
        ? java.util.Optional.of("TERM is dumb")
        : java.util.Optional.empty();
  }
}
