/**
 * What a command is: its declared spec, the registry that finds it, the binding of words to options
 * and arguments, and the values that it returns. Help, completion and parsing all read the same
 * spec. A command returns values and prints nothing; only bytes of programs that it runs pass
 * through its streams.
 */
package dev.stagecraft.command;
