package dev.stagecraft.shell;

import java.io.OutputStream;

/**
 * The inner terminal that the shell has at the prompt. Whoever opened it relays its output to the
 * person's terminal, and closes it after the shell.
 */
public interface PseudoTerminal {
  /** The path of the side that the shell opens: {@code /dev/pts/7}. */
  String slave();

  /** Where keys go; written at once. */
  OutputStream keys();

  /** Returns when all that was written to the terminal until now has been passed on. */
  void settle();
}
