/**
 * One session's executor: it decides who runs a statement, our process or the person's own shell,
 * and keeps what is known of that shell. The shell itself, the pseudo terminal and the commands are
 * ports that other rooms stand behind. Nothing here starts a process or writes to a terminal.
 */
package dev.stagecraft.shell;
