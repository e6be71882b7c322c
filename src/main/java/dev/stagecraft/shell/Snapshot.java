package dev.stagecraft.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shell's state between two statements, as the shell itself prints it. The sections hold one
 * character a byte (ISO 8859-1), so that nothing is lost; what has its own component is decoded.
 *
 * @param folder the working folder, absolute
 * @param status the exit status of the last statement, 0 to 255
 * @param flags the shell's one-letter options, {@code $-}
 * @param environment the exported variables, without the session's own shims on PATH
 * @param variables {@code declare -p}, without those that a shell sets itself
 * @param arguments the positional parameters as an array's value: {@code ([0]="a")}
 * @param functions {@code declare -f}
 * @param functionNames {@code declare -F}, with the attributes
 * @param aliases {@code alias -p}
 * @param options {@code shopt -p} and {@code set +o}
 * @param traps {@code trap -p}
 * @param umask {@code umask -p}
 * @param jobs {@code jobs -l}
 */
public record Snapshot(
    Path folder,
    int status,
    String flags,
    Map<String, String> environment,
    String variables,
    String arguments,
    String functions,
    String functionNames,
    String aliases,
    String options,
    String traps,
    String umask,
    String jobs) {
  public Snapshot {
    environment = Map.copyOf(environment);
  }

  /** A state of which only the folder and the environment are known: no shell has run yet. */
  public static Snapshot of(Path folder, Map<String, String> environment) {
    return new Snapshot(
        folder.toAbsolutePath(), 0, "", environment, "", "()", "", "", "", "", "", "", "");
  }

  /** The same state with another status. */
  public Snapshot withStatus(int other) {
    return new Snapshot(
        folder,
        other,
        flags,
        environment,
        variables,
        arguments,
        functions,
        functionNames,
        aliases,
        options,
        traps,
        umask,
        jobs);
  }

  /** Whether a one-letter option is on, {@code e} for errexit. */
  public boolean option(char letter) {
    return flags.indexOf(letter) >= 0;
  }

  /** Whether the person has made a word mean something of their own: an alias or a function. */
  public boolean redefines(String word) {
    return aliases.startsWith("alias " + word + "=")
        || aliases.contains("\nalias " + word + "=")
        || functionNames.lines().anyMatch(l -> l.substring(l.lastIndexOf(' ') + 1).equals(word));
  }

  /** The names of all functions, in the shell's order. */
  public List<String> functionsByName() {
    return functionNames.lines().map(l -> l.substring(l.lastIndexOf(' ') + 1)).toList();
  }

  /** The value of an exported variable. */
  public Optional<String> exported(String name) {
    return Optional.ofNullable(environment.get(name));
  }
}
