package dev.stagecraft.shell;

import java.util.Optional;

/** Where the shell's input comes from and its output goes. */
public sealed interface Wiring {
  /** The inner terminal, where there is one. */
  Optional<PseudoTerminal> terminal();

  /** Whether output comes through one pipe, attributed to the statement that wrote it. */
  boolean piped();

  /** Input is empty; both outputs come through one pipe, in exact order: for a replay. */
  static Wiring mergedPipe() {
    return new MergedPipe();
  }

  /** The shell has our own three streams: for batch mode. */
  static Wiring inherited() {
    return new Inherited();
  }

  /** The shell sits on an inner terminal: for the prompt. */
  static Wiring on(PseudoTerminal terminal) {
    return new OnTerminal(terminal);
  }

  /** See {@link Wiring#mergedPipe}. */
  record MergedPipe() implements Wiring {
    @Override
    public Optional<PseudoTerminal> terminal() {
      return Optional.empty();
    }

    @Override
    public boolean piped() {
      return true;
    }
  }

  /** See {@link Wiring#inherited}. */
  record Inherited() implements Wiring {
    @Override
    public Optional<PseudoTerminal> terminal() {
      return Optional.empty();
    }

    @Override
    public boolean piped() {
      return false;
    }
  }

  /** See {@link Wiring#on}. */
  record OnTerminal(PseudoTerminal inner) implements Wiring {
    @Override
    public Optional<PseudoTerminal> terminal() {
      return Optional.of(inner);
    }

    @Override
    public boolean piped() {
      return false;
    }
  }
}
