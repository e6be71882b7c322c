package dev.stagecraft.lab;

import dev.stagecraft.lab.Thing.Kind;
import dev.stagecraft.language.Redirection;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what commands that are not docker's need and leave. */
final class ProgramTracer {
  /** They read and print. */
  private static final Set<String> READING =
      Set.of(
          "cat",
          "ls",
          "echo",
          "printf",
          "head",
          "tail",
          "grep",
          "egrep",
          "fgrep",
          "wc",
          "sort",
          "uniq",
          "cut",
          "tr",
          "nl",
          "seq",
          "pwd",
          "date",
          "uname",
          "id",
          "whoami",
          "hostname",
          "which",
          "type",
          "command",
          "test",
          "[",
          "[[",
          "true",
          "false",
          ":",
          "diff",
          "cmp",
          "jq",
          "awk",
          "tree",
          "file",
          "find",
          "env",
          "printenv",
          "column",
          "clear",
          "history",
          "time",
          "stat",
          "du",
          "df",
          "ps",
          "free",
          "expr",
          "basename",
          "dirname",
          "realpath",
          "less",
          "more",
          "od",
          "xxd",
          "hexdump",
          "sha256sum",
          "md5sum",
          "nproc",
          "curl",
          "wait",
          "jobs",
          "sed",
          "tac",
          "rev",
          "strings",
          "getent",
          "ping",
          "nc",
          "yes",
          "return",
          "exit",
          "break",
          "continue",
          "let",
          "ldd",
          "readlink");

  /** They change the shell itself, or run text that is not read here. */
  private static final Set<String> SHELL =
      Set.of(
          "export",
          "declare",
          "typeset",
          "readonly",
          "local",
          "set",
          "shopt",
          "alias",
          "unalias",
          "unset",
          "trap",
          "umask",
          "ulimit",
          "source",
          ".",
          "eval",
          "exec",
          "bash",
          "sh",
          "make",
          "just",
          "task",
          "read",
          "mapfile",
          "readarray",
          "xargs");

  /** They change the machine. */
  private static final Set<String> MACHINE =
      Set.of(
          "sudo",
          "apt-get",
          "apt",
          "yum",
          "dnf",
          "apk",
          "brew",
          "snap",
          "systemctl",
          "service",
          "usermod",
          "useradd",
          "sysctl",
          "iptables",
          "mount",
          "umount",
          "modprobe",
          "dockerd",
          "docker-machine",
          "docker-compose");

  private final DockerTracer docker;

  /** Reads commands; texts of files are told to who reads docker's. */
  ProgramTracer(DockerTracer docker) {
    this.docker = docker;
  }

  /** Reads a command. */
  void read(SimpleCommand command, String folder, boolean tolerated, TraceDraft draft) {
    Optional<String> name = command.name();
    if (command.words().isEmpty()) {
      return;
    }
    if (name.isEmpty() || SHELL.contains(name.get()) || name.get().contains("/")) {
      draft.here();
      draft.always(name.orElse("it") + " may change anything");
      paths(command).forEach(word -> draft.need(Kind.FILE, path(word, folder)));
      return;
    }
    List<Word> words = paths(command);
    boolean forced = tolerated || option(command, 'f', "force");
    switch (name.get()) {
      case "mkdir" -> folders(words, folder, option(command, 'p', "parents"), draft);
      case "rm", "rmdir" -> remove(words, folder, forced, draft);
      case "touch", "chmod", "chown", "truncate" -> change(words, folder, draft);
      case "cp", "mv", "ln", "install", "rsync" -> move(name.get(), words, folder, draft);
      case "tee" -> draft.here();
      default -> other(name.get(), command, words, folder, draft);
    }
  }

  private void other(
      String name, SimpleCommand command, List<Word> words, String folder, TraceDraft draft) {
    if (MACHINE.contains(name)) {
      draft.always(name + " changes the machine");
      return;
    }
    boolean inPlace = name.equals("sed") && command.words().stream().anyMatch(ProgramTracer::edits);
    boolean saves = name.equals("curl") && command.words().stream().anyMatch(ProgramTracer::saves);
    boolean only = READING.contains(name) && !inPlace && !saves;
    draft.here();
    for (Word word : words) {
      String path = path(word, folder);
      draft.need(Kind.FILE, path);
      if (!only) {
        draft.touch(Kind.TREE, path);
        docker.changed(path);
      }
    }
    if (Set.of("ls", "tree", "find", "du").contains(name) && words.isEmpty()) {
      draft.look(Kind.FILE, folder);
    }
    if (!only) {
      draft.look(Kind.FILE, folder);
      draft.touch(Kind.TREE, folder);
    }
  }

  private static boolean edits(Word word) {
    return word.raw().startsWith("-i") || word.raw().startsWith("--in-place");
  }

  private static boolean saves(Word word) {
    return word.raw().matches("-[a-zA-Z]*[oO].*|--output.*|--remote-name.*");
  }

  /** The words behind the name that may be paths. */
  private static List<Word> paths(SimpleCommand command) {
    return command.words().stream()
        .skip(1)
        .filter(word -> !word.raw().startsWith("-") && !word.raw().contains("://"))
        .filter(word -> !word.raw().contains(" ") && !word.raw().contains("\n"))
        .toList();
  }

  /** A path, or any where the text does not tell; a command inside it is read by itself. */
  private static String path(Word word, String folder) {
    return LabPath.of(word, folder).orElse(Thing.ANY);
  }

  private static boolean option(SimpleCommand command, char letter, String name) {
    return command.words().stream()
        .skip(1)
        .map(Word::raw)
        .anyMatch(w -> w.equals("--" + name) || w.matches("-[a-zA-Z]*" + letter + "[a-zA-Z]*"));
  }

  private static void folders(List<Word> words, String folder, boolean parents, TraceDraft draft) {
    for (Word word : words) {
      String path = path(word, folder);
      near(word, draft);
      if (!parents) {
        draft.look(Kind.FOLDER, LabPath.parent(path));
      }
      if (path.equals(Thing.ANY)) {
        draft.touch(Kind.TREE, path);
      } else {
        draft.make(Kind.FOLDER, path);
      }
    }
  }

  /** A word that is relative needs the shell's folder. */
  private static void near(Word word, TraceDraft draft) {
    if (!word.raw().startsWith("/") && !word.raw().startsWith("~")) {
      draft.here();
    }
  }

  private void remove(List<Word> words, String folder, boolean forced, TraceDraft draft) {
    for (Word word : words) {
      near(word, draft);
      String path = path(word, folder);
      boolean all = word.literal().isEmpty() && !word.raw().startsWith("~");
      if (!forced) {
        draft.need(Kind.FILE, path);
      }
      if (all) {
        draft.touch(Kind.TREE, path);
      } else {
        draft.remove(Kind.FILE, path);
      }
      docker.changed(path);
    }
  }

  private static void change(List<Word> words, String folder, TraceDraft draft) {
    for (Word word : words) {
      near(word, draft);
      String path = path(word, folder);
      draft.look(Kind.FILE, path);
      draft.look(Kind.FOLDER, LabPath.parent(path));
      draft.touch(Kind.FILE, path);
    }
  }

  private void move(String name, List<Word> words, String folder, TraceDraft draft) {
    draft.here();
    for (int i = 0; i < words.size(); i++) {
      String path = path(words.get(i), folder);
      if (i == words.size() - 1) {
        draft.look(Kind.FOLDER, LabPath.parent(path));
        draft.touch(Kind.TREE, path);
        docker.changed(path);
      } else {
        draft.need(Kind.FILE, path);
        if (name.equals("mv")) {
          draft.touch(Kind.TREE, path);
        }
      }
    }
  }

  /** Files that a command writes or reads by its redirections, and {@code tee}. */
  void redirections(SimpleCommand command, String folder, String heredoc, TraceDraft draft) {
    boolean copied =
        command.words().size() == 1 && command.name().filter("cat"::equals).isPresent();
    for (Redirection redirection : command.redirections()) {
      String operator = redirection.operator();
      Word target = redirection.target();
      boolean device = target.literal().filter(name -> name.startsWith("/dev/")).isPresent();
      if (device || operator.endsWith("&") || operator.startsWith("<<")) {
        continue;
      }
      near(target, draft);
      String path = path(target, folder);
      if (operator.equals("<")) {
        draft.need(Kind.FILE, path);
      } else {
        write(
            path, operator.contains(">>"), copied ? Optional.of(heredoc) : Optional.empty(), draft);
      }
    }
    if (command.name().filter("tee"::equals).isPresent()) {
      boolean appends = option(command, 'a', "append");
      for (Word word : paths(command)) {
        near(word, draft);
        Optional<String> text = heredoc.isEmpty() ? Optional.empty() : Optional.of(heredoc);
        write(path(word, folder), appends, text, draft);
      }
    }
  }

  private void write(String path, boolean appends, Optional<String> text, TraceDraft draft) {
    draft.look(Kind.FOLDER, LabPath.parent(path));
    if (appends || path.equals(Thing.ANY)) {
      draft.need(Kind.FILE, path);
      draft.touch(Kind.FILE, path);
      docker.changed(path);
    } else {
      draft.make(Kind.FILE, path);
      text.ifPresentOrElse(body -> docker.written(path, body), () -> docker.changed(path));
    }
  }
}
