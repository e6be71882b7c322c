package dev.stagecraft.shell;

/**
 * What a text came to.
 *
 * @param status the exit status of its last statement, 0 to 255
 * @param over whether the session ends by it: {@code exit} at the prompt, the end of the shell in
 *     batch mode
 * @param interrupted whether Ctrl-C ended it before its end
 */
public record Ran(int status, boolean over, boolean interrupted) {}
