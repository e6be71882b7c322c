package dev.stagecraft.console;

import dev.stagecraft.console.Theme.Role;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** The text of the prompt: where one is, what runs, what failed. */
final class PromptText {
  /** Below so many columns the line that is typed needs the room. */
  private static final int NARROW = 50;

  private static final int LONGEST_ENGINE = 24;

  private final Supplier<Theme> look;

  PromptText(Supplier<Theme> look) {
    this.look = look;
  }

  /**
   * {@code shop 2● ▸ }, {@code ~/lab [prod] groovy ✗125 ▸ }; on a narrow terminal {@code ✗125 ▸ };
   * in large letters a line of its own above the sign.
   */
  String of(Runner.State state, int columns) {
    Theme theme = look.get();
    String sign = theme.plain("▸") + " ";
    String failed =
        state.status() == 0 ? "" : theme.paint(Role.ERROR, theme.plain("✗") + state.status()) + " ";
    if (columns < NARROW) {
      return failed + sign;
    }
    StringBuilder text = new StringBuilder(theme.paint(Role.ACCENT, folder(state))).append(' ');
    state
        .engine()
        .ifPresent(
            e -> text.append(theme.paint(Role.WARNING, "[" + engine(theme, e) + "]")).append(' '));
    state
        .mode()
        .ifPresent(
            m -> text.append(theme.paint(Role.DIM, m.name().toLowerCase(Locale.ROOT))).append(' '));
    if (state.containers() > 0) {
      text.append(theme.paint(Role.SUCCESS, state.containers() + theme.plain("●"))).append(' ');
    }
    text.append(failed);
    return theme.large() ? "\n" + text.toString().stripTrailing() + "\n" + sign : text + sign;
  }

  /** An address is long: its end says which one it is. */
  private static String engine(Theme theme, String name) {
    String end = name.replaceFirst("^[a-z]+://", "");
    return end.length() <= LONGEST_ENGINE
        ? end
        : theme.plain("…") + end.substring(end.length() - LONGEST_ENGINE + 1);
  }

  private static String folder(Runner.State state) {
    Path folder = state.folder();
    if (folder.equals(state.home())) {
      return "~";
    }
    if (folder.startsWith(state.home())
        && folder.getNameCount() == state.home().getNameCount() + 1) {
      return "~/" + folder.getFileName();
    }
    Path name = folder.getFileName();
    return name == null ? "/" : name.toString();
  }
}
