/**
 * What may stand at the cursor: from the text before it, the commands' specs and what the sources
 * know, suggestions with a group and a description each. It runs nothing, asks no engine and knows
 * no terminal; names come from a port. Whoever shows the suggestions puts one in place of the
 * unfinished word, as it stands.
 */
@org.jspecify.annotations.NullMarked
package dev.stagecraft.completion;
