package dev.stagecraft.language;

/** How a text ends, seen by the shell that reads it. */
public enum Completeness {
  /** Every statement is finished. */
  COMPLETE,
  /** The last statement goes on: an open quote, heredoc, list or compound command. */
  INCOMPLETE,
  /** No further text can make the last statement right. */
  WRONG,
  /** Only the shell knows, because the answer depends on its options; see {@link ShellText}. */
  UNSURE
}
