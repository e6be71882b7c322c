/**
 * The words that work on rows behind a bar. Each takes a table and returns another one, or a text
 * in {@code to}; what a condition means is said by the type of the column. Nothing here asks an
 * engine or runs a program.
 */
package dev.stagecraft.builtin.rows;
