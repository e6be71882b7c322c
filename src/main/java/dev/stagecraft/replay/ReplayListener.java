package dev.stagecraft.replay;

/** Hears what happens in a replay. */
@FunctionalInterface
public interface ReplayListener {
  /** Something happened. Output comes from another thread, one event at a time. */
  void on(ReplayEvent event);
}
