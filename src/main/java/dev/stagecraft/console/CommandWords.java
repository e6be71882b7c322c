package dev.stagecraft.console;

import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The words that a command may begin with: ours, the shell's, programs on the search path, and what
 * the session has defined. The file system is asked each time, for one word or one beginning only.
 */
final class CommandWords {
  /** Source: {@code compgen -b}, bash 5.2. */
  private static final Set<String> BUILTINS =
      Set.of(
          ".",
          ":",
          "[",
          "alias",
          "bg",
          "bind",
          "break",
          "builtin",
          "caller",
          "cd",
          "command",
          "compgen",
          "complete",
          "compopt",
          "continue",
          "declare",
          "dirs",
          "disown",
          "echo",
          "enable",
          "eval",
          "exec",
          "exit",
          "export",
          "false",
          "fc",
          "fg",
          "getopts",
          "hash",
          "help",
          "history",
          "jobs",
          "kill",
          "let",
          "local",
          "logout",
          "mapfile",
          "popd",
          "printf",
          "pushd",
          "pwd",
          "read",
          "readarray",
          "readonly",
          "return",
          "set",
          "shift",
          "shopt",
          "source",
          "suspend",
          "test",
          "times",
          "trap",
          "true",
          "type",
          "typeset",
          "ulimit",
          "umask",
          "unalias",
          "unset",
          "wait");

  private final Registry registry;
  private final Supplier<String> searchPath;
  private final Predicate<String> defined;

  /**
   * The words.
   *
   * @param searchPath the value of PATH at this moment
   * @param defined whether a word is a function or an alias
   */
  CommandWords(Registry registry, Supplier<String> searchPath, Predicate<String> defined) {
    this.registry = registry;
    this.searchPath = searchPath;
    this.defined = defined;
  }

  /** Whether a word means nothing here. A path, or what the shell expands, is not judged. */
  boolean unknown(String word) {
    if (!word.matches("[A-Za-z0-9_.+-]+") || registry.begins(word) || BUILTINS.contains(word)) {
      return false;
    }
    return !defined.test(word)
        && folders().stream().noneMatch(folder -> isProgram(folder.resolve(word)));
  }

  /** Builtins and programs that begin so, sorted; none where nothing is typed yet. */
  Set<String> beginning(String typed) {
    Set<String> found = new TreeSet<>();
    if (typed.isEmpty() || typed.contains("/")) {
      return found;
    }
    BUILTINS.stream().filter(b -> b.startsWith(typed)).forEach(found::add);
    for (Path folder : folders()) {
      try (DirectoryStream<Path> all =
          Files.newDirectoryStream(
              folder, f -> String.valueOf(f.getFileName()).startsWith(typed) && isProgram(f))) {
        all.forEach(f -> found.add(String.valueOf(f.getFileName())));
      } catch (IOException | DirectoryIteratorException e) {
        // A search path may name folders that are not there.
      }
    }
    return found;
  }

  private List<Path> folders() {
    try {
      return Arrays.stream(searchPath.get().split(":"))
          .filter(f -> f.startsWith("/"))
          .map(Path::of)
          .toList();
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
