/**
 * The commands over labs. They bind words to options, read the lab, and hand it to the replayer;
 * what happens is shown by whoever listens to its events. Nothing here knows how a statement is
 * run.
 */
package dev.stagecraft.builtin.lab;
