package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Table;

/** Runs a block of Groovy for each row. */
@FunctionalInterface
public interface RowScript {
  /**
   * Runs it.
   *
   * @param block with its braces
   * @return what it returned for the rows that it returned something for
   */
  Table each(Table rows, String block, Invocation call);
}
