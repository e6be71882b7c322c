package dev.stagecraft.app;

import java.util.Set;

/** The first words of all commands: known before anything is wired. */
final class FirstWords {
  static final Set<String> ALL =
      Set.of(
          "build",
          "completion",
          "config",
          "containers",
          "docker",
          "down",
          "engine",
          "export",
          "help",
          "history",
          "images",
          "inspect",
          "it",
          "keep",
          "lab",
          "logs",
          "man",
          "mode",
          "next",
          "open",
          "pull",
          "replay",
          "run",
          "session",
          "step",
          "steps",
          "sweep",
          "tag",
          "theme");

  private FirstWords() {}

  /** Whether a word begins a command of ours. */
  static boolean include(String word) {
    return ALL.contains(word);
  }
}
