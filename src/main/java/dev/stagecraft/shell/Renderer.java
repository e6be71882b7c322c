package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;

/** Makes text of an outcome. */
@FunctionalInterface
public interface Renderer {
  /** Writes what an outcome has to say to the streams, and flushes them. */
  void show(Outcome outcome, Streams streams);
}
