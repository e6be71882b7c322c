/**
 * What people see and type: the prompt with its history, completion and colours, the inner pseudo
 * terminal, live progress, and how an outcome becomes text. It is the only room that knows JLine.
 * Nothing below it knows that a terminal exists.
 */
package dev.stagecraft.console;
