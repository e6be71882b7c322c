/**
 * The composition root: reads the command line, wires every room by constructor, runs a line, a
 * file, stdin or the prompt, and ends the process with its status. It may look into every room; no
 * room looks into it.
 */
package dev.stagecraft.app;
