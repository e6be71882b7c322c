package dev.stagecraft.shell.host;

import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.shell.host.Declarations.Declaration;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the driver says of the shell after a statement, or when it ends.
 *
 * @param id the statement that this is the result of; empty if none ran
 * @param status its exit status
 * @param pid the shell's process id
 * @param thrown whether an INT that nobody trapped ended it
 * @param snapshot the shell's state
 */
record Report(String id, int status, long pid, boolean thrown, Snapshot snapshot) {
  private static final String FIRST_FUNCTION = "__sc_before () ";
  private static final String LAST_FUNCTION = "__sc_state () ";
  private static final String EXIT_TRAP = "trap -- '{ __sc_st=$?;";

  private static final String INTERRUPTED = "130";

  /** Variables that bash sets itself. */
  private static final Set<String> VOLATILE =
      Set.of(
          ("BASHOPTS SHELLOPTS BASHPID BASH_VERSINFO BASH_VERSION BASH BASH_ARGC BASH_ARGV"
                  + " BASH_ARGV0 BASH_LINENO BASH_SOURCE BASH_CMDS BASH_ALIASES BASH_COMMAND"
                  + " BASH_SUBSHELL BASH_EXECUTION_STRING DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID"
                  + " UID PPID GROUPS FUNCNAME HISTCMD LINENO PIPESTATUS RANDOM SRANDOM SECONDS"
                  + " SHLVL COLUMNS LINES _ PROMPT_COMMAND PS1 PS2 BASH_MONOSECONDS BASH_TRAPSIG COMP_WORDBREAKS")
              .split(" "));

  /**
   * Reads the fields of a report behind its kind.
   *
   * @param last the state before, of which what has not changed is taken over
   * @param shims the folder that is not shown on PATH
   */
  static Report read(Connection connection, Snapshot last, Path shims) throws IOException {
    String id = connection.expected();
    int status = number(connection.expected());
    String flags = connection.expected();
    long pid = number(connection.expected());
    boolean thrown = connection.expected().equals(INTERRUPTED);
    String folder = Bytes.decoded(withoutLineEnd(connection.expected()));
    String variables = connection.expected();
    String functions = withoutDriver(connection.expected());
    String names = withoutOwn(connection.expected());
    String aliases = connection.expected();
    String options = connection.expected();
    String umask = connection.expected();
    String jobs = connection.expected();
    String traps = withoutExitTrap(connection.expected());
    if (!connection.expected().equals("END")) {
      throw new IOException("a report without an end");
    }
    List<Declaration> declarations = Declarations.of(variables);
    String kept =
        declarations.stream()
            .filter(Report::kept)
            .map(d -> d.text() + "\n")
            .collect(Collectors.joining());
    String arguments =
        declarations.stream()
            .filter(d -> d.name().equals("__sc_args"))
            .findFirst()
            .flatMap(Declaration::value)
            .orElse("()");
    Map<String, String> environment =
        kept.equals(last.variables()) ? last.environment() : environment(declarations, shims);
    return new Report(
        id,
        status,
        pid,
        thrown,
        new Snapshot(
            path(folder, last.folder()),
            status,
            flags,
            environment,
            kept,
            arguments,
            functions,
            names,
            aliases,
            options,
            traps,
            umask,
            jobs));
  }

  private static int number(String digits) throws IOException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IOException("a report with \"" + digits + "\" for a number", e);
    }
  }

  private static boolean kept(Declaration declaration) {
    return !declaration.name().startsWith("__sc_") && !VOLATILE.contains(declaration.name());
  }

  private static Path path(String folder, Path before) {
    try {
      return Path.of(folder);
    } catch (InvalidPathException e) {
      // a name that this process cannot say in its own encoding
      return before;
    }
  }

  /** The exported variables among declarations, PATH without the shims. */
  static Map<String, String> environment(List<Declaration> declarations, Path shims) {
    Map<String, String> environment = new HashMap<>();
    for (Declaration declaration : declarations) {
      if (declaration.has('x') && !declaration.array() && declaration.value().isPresent()) {
        String value = Bytes.decoded(Declarations.unquoted(declaration.value().orElseThrow()));
        environment.put(
            declaration.name(),
            declaration.name().equals("PATH") ? withoutShims(value, shims) : value);
      }
    }
    return environment;
  }

  /** A search path without the folder of the shims. */
  static String withoutShims(String path, Path shims) {
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .filter(entry -> !entry.equals(shims.toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String withoutLineEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** The functions without the driver's, which stand together, as they are sorted by name. */
  private static String withoutDriver(String functions) {
    int start = atLine(functions, FIRST_FUNCTION);
    int last = atLine(functions, LAST_FUNCTION);
    int end = last < 0 ? -1 : functions.indexOf("\n}\n", last);
    if (start < 0 || end < 0) {
      return functions;
    }
    // its attributes stand behind a function
    String rest = functions.substring(end + 3);
    String attributes = "declare -fr __sc_state\n";
    return functions.substring(0, start)
        + (rest.startsWith(attributes) ? rest.substring(attributes.length()) : rest);
  }

  private static int atLine(String text, String start) {
    if (text.startsWith(start)) {
      return 0;
    }
    int found = text.indexOf("\n" + start);
    return found < 0 ? -1 : found + 1;
  }

  private static String withoutOwn(String names) {
    return names
        .lines()
        .filter(line -> !line.substring(line.lastIndexOf(' ') + 1).startsWith("__sc_"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String withoutExitTrap(String traps) {
    int start = atLine(traps, EXIT_TRAP);
    int end = start < 0 ? -1 : traps.indexOf("' EXIT\n", start);
    return end < 0 ? traps : traps.substring(0, start) + traps.substring(end + 7);
  }
}
