/**
 * Tests of the room {@code completion}: lines as they are typed, and all that is offered for them,
 * over a registry of a few commands and sources that are lists. Nothing here needs a terminal, an
 * engine or a shell; files lie in a temporary folder. What a list of suggestions looks like on a
 * screen is tested in {@code console}.
 */
package dev.stagecraft.completion;
