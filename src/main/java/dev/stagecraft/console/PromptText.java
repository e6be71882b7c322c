package dev.stagecraft.console;

import dev.stagecraft.console.Theme.Role;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The text of the prompt: where one is, what runs, what failed. */
final class PromptText {
  private final Supplier<Theme> look;

  PromptText(Supplier<Theme> look) {
    this.look = look;
  }

  /** {@code shop 2● ▸ }, {@code ~/lab [prod] ✗125 ▸ }. */
  String of(Runner.State state) {
    Theme theme = look.get();
    StringBuilder text = new StringBuilder(theme.paint(Role.ACCENT, folder(state)));
    state.engine().ifPresent(e -> text.append(theme.paint(Role.WARNING, " [" + e + "]")));
    if (state.containers() > 0) {
      text.append(theme.paint(Role.SUCCESS, " " + state.containers() + theme.plain("●")));
    }
    if (state.status() != 0) {
      text.append(theme.paint(Role.ERROR, " " + theme.plain("✗") + state.status()));
    }
    return theme.large()
        ? "\n" + text + "\n" + theme.plain("▸") + " "
        : text + " " + theme.plain("▸") + " ";
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
