package dev.stagecraft.app;

import dev.stagecraft.command.Streams;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The process's own three streams, unbuffered, as a command of ours gets them.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param inIsTerminal whether input is a terminal
 * @param outIsTerminal whether output is a terminal
 * @param errIsTerminal whether error output is a terminal
 */
record ProcessStreams(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal)
    implements Streams {

  /** The streams that the process was started with. */
  static ProcessStreams own(Terminals terminals) {
    return new ProcessStreams(
        new Plain(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        terminals.in(),
        terminals.out(),
        terminals.err());
  }

  /** Reads to the end by reading: a file stream asks for its position first, which a pipe lacks. */
  private static final class Plain extends FilterInputStream {
    Plain(InputStream in) {
      super(in);
    }
  }

  /** The same with an empty input: the input is the script. */
  ProcessStreams withoutInput() {
    return new ProcessStreams(
        InputStream.nullInputStream(), out, err, false, outIsTerminal, errIsTerminal);
  }

  /** The status of a process that a pipe without a reader ends: 128 and SIGPIPE, signal(7). */
  static final int NOBODY_READS = 128 + 13;

  /** Whether a failure says that the reader of our output has gone. */
  static boolean nobodyReads(Throwable failure) {
    return failure instanceof UncheckedIOException written
        && String.valueOf(written.getMessage()).contains("Broken pipe");
  }
}
