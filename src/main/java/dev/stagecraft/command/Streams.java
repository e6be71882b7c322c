package dev.stagecraft.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where a command's input comes from and where bytes of programs go. What the command itself has to
 * say it returns in its {@link Outcome}. Whoever calls the command owns and closes the streams.
 */
public interface Streams {
  /** The input. Nothing is taken from it before the first read. */
  InputStream in();

  /** Where bytes of standard output go; written at once. */
  OutputStream out();

  /** Where bytes of standard error go; written at once. */
  OutputStream err();

  /** Whether the input is a terminal. */
  boolean inIsTerminal();

  /** Whether the output is a terminal. */
  boolean outIsTerminal();

  /** Whether the error output is a terminal. */
  boolean errIsTerminal();

  /** The terminal behind these streams, where there is one that can be put into raw mode. */
  default Optional<Keyboard> keyboard() {
    return Optional.empty();
  }

  /** A terminal whose keys can be had one by one. */
  interface Keyboard {
    /** Rows of the terminal at this moment. */
    int rows();

    /** Columns of the terminal at this moment. */
    int columns();

    /** Calls {@code listener} after each change of size, until {@link #cooked} is called. */
    void onResize(Runnable listener);

    /** Passes each key on as it comes, without echo; undone by {@link #cooked}. */
    void raw();

    /** Puts the terminal back as it was before {@link #raw}. */
    void cooked();
  }
}
