package dev.stagecraft.script;

import java.util.Optional;

/**
 * What a text came to.
 *
 * @param value its value; may be nothing
 * @param quiet whether nobody asked for the value: it was a definition, or a file
 */
record Answer(Optional<Object> value, boolean quiet) {}
