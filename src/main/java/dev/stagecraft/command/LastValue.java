package dev.stagecraft.command;

import java.util.Optional;

/** What the last command returned, for the word {@code it}: rows, a text, or any object. */
public final class LastValue {
  private volatile Optional<Object> value = Optional.empty();

  /** The value; empty where nothing was returned yet. */
  public Optional<Object> get() {
    return value;
  }

  /** Takes a value. */
  public void set(Object now) {
    value = Optional.of(now);
  }

  /** Takes the rows of an outcome, or its text; one that returned nothing leaves the last value. */
  public void set(Outcome outcome) {
    if (outcome.rows().isPresent()) {
      value = Optional.of(outcome.rows().get());
    } else if (!outcome.text().isBlank()) {
      value = Optional.of(outcome.text());
    }
  }
}
