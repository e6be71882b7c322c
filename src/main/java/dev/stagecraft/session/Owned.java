package dev.stagecraft.session;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that a session owns.
 *
 * @param name its claimed name; of an image its tag in the familiar form, of a folder its path
 * @param id the engine's id, once it is known
 * @param since when it was claimed
 * @param kept whether it stays when the session ends
 */
public record Owned(Kind kind, String name, Optional<String> id, Instant since, boolean kept) {}
