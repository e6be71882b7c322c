/**
 * Tests of the room {@code console}: texts and progress as whole output, completion over a registry
 * of a few commands, the inner terminal as a real pseudo terminal. {@code PromptIT} drives the
 * product itself at a pseudo terminal and looks at the screen that a person would see. No test
 * waits for a time, each waits for something to be seen.
 */
package dev.stagecraft.console;
