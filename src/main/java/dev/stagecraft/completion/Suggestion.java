package dev.stagecraft.completion;

/**
 * Something that may stand in place of the unfinished word.
 *
 * @param value what is typed, quoted as it must be
 * @param shown what a person reads in the list
 * @param group where it is listed; a word for several: {@code containers}
 * @param says what it is, one line; may be empty
 * @param finished whether a blank follows
 */
public record Suggestion(String value, String shown, String group, String says, boolean finished) {}
