package dev.stagecraft.shell.host;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.PseudoTerminal;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One bash, leader of a session of its own. */
final class ShellProcess {
  private static final long FLUX_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Process process;
  private final Path bash;
  private final Optional<PseudoTerminal> terminal;
  private final List<String> links;

  private ShellProcess(Process process, Path bash, Optional<PseudoTerminal> terminal) {
    this.process = process;
    this.bash = bash;
    this.terminal = terminal;
    this.links = new ArrayList<>();
  }

  /**
   * Starts a shell.
   *
   * @param output the pipe that both outputs go to; empty where they go elsewhere
   */
  static ShellProcess start(Settings settings, Path bash, Path driver, Optional<Path> output)
      throws IOException {
    String searchPath = settings.environment().getOrDefault("PATH", "");
    Optional<PseudoTerminal> terminal = settings.wiring().terminal();
    List<String> words = new ArrayList<>();
    // "no job control in this shell" is not for the person: stderr goes to nowhere until the driver
    // takes it from 9
    words.addAll(List.of(bash.toString(), "-pc", "exec \"$@\" 9>&2 2>/dev/null", "bash"));
    words.addAll(ownSession(searchPath, terminal.isPresent()));
    words.addAll(List.of(bash.toString(), "--noprofile", "--noediting", "--rcfile"));
    words.addAll(List.of(driver.toString(), "-i"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    Path folder = settings.folder();
    if (Files.isDirectory(folder)) {
      builder.directory(folder.toFile());
    }
    if (terminal.isPresent()) {
      File slave = new File(terminal.get().slave());
      builder.redirectInput(slave).redirectOutput(slave).redirectError(slave);
    } else if (output.isPresent()) {
      builder.redirectInput(new File("/dev/null"));
      builder.redirectOutput(output.get().toFile()).redirectErrorStream(true);
    } else {
      builder.inheritIO();
    }
    return new ShellProcess(builder.start(), bash, terminal);
  }

  private static List<String> ownSession(String searchPath, boolean terminal) {
    Optional<Path> setsid = Programs.find("setsid", searchPath);
    if (setsid.isPresent()) {
      return terminal ? List.of(setsid.get().toString(), "-c") : List.of(setsid.get().toString());
    }
    // macOS: no setsid; perl has the call, and the number is that of TIOCSCTTY there
    String controlling = terminal ? "ioctl(STDIN, 0x20007461, 0); " : "";
    return List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); " + controlling + "exec @ARGV");
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Remembers where the shell's streams lead, to tell later whether they still do. */
  void rememberStreams() {
    links.clear();
    links.addAll(streams());
  }

  /** Whether one of the shell's streams has been moved, where that can be known. */
  boolean redirected() {
    List<String> now = streams();
    return !now.isEmpty() && !links.isEmpty() && !now.equals(links);
  }

  private List<String> streams() {
    List<String> targets = new ArrayList<>();
    long end = System.nanoTime() + FLUX_NANOS;
    do {
      targets.clear();
      for (int fd = 0; fd < 3; fd++) {
        targets.add(target(fd));
      }
    } while (reporting(targets) && System.nanoTime() - end < 0);
    // While the shell waits, its input is the driver's connection: a new one each time.
    targets.replaceAll(target -> target.startsWith("socket:") ? "socket" : target);
    return targets;
  }

  /**
   * Whether the driver is just about to take its output off its connection: its last word can be
   * here before that.
   */
  private static boolean reporting(List<String> targets) {
    return targets.get(0).startsWith("socket:") && targets.get(1).equals(targets.get(0));
  }

  private String target(int fd) {
    Path folder = Path.of("/proc/" + pid() + "/fd");
    try {
      return Files.isDirectory(folder)
          ? Files.readSymbolicLink(folder.resolve(Integer.toString(fd))).toString()
          : "unknown";
    } catch (IOException e) {
      return "closed";
    }
  }

  /** Ctrl-C for whatever runs in the foreground. */
  void interrupt(boolean shellToo) {
    try {
      if (terminal.isPresent()) {
        terminal.get().keys().write(3);
        terminal.get().keys().flush();
      }
      if (terminal.isEmpty() || shellToo) {
        signal("INT");
      }
    } catch (IOException e) {
      throw Problem.of("shell.interrupt", "cannot interrupt the shell: " + e.getMessage())
          .exception(e);
    }
  }

  /** Sends a signal to the shell's own process group; Java has no call for that. */
  private void signal(String name) throws IOException {
    Process kill =
        new ProcessBuilder(
                bash.toString(),
                "-pc",
                "kill -" + name + " -- -" + pid() + " || kill -" + name + " " + pid())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    try {
      if (!kill.waitFor(2, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the shell itself, and no program of its, has the terminal; false where unknown. */
  boolean runsItself() {
    return foreground().filter(group -> group == pid()).isPresent();
  }

  /** The process group that has the terminal, where that can be known. */
  Optional<Long> foreground() {
    return ProcessTable.foreground(pid());
  }

  /**
   * Who has the terminal at a moment.
   *
   * @param group its process group
   * @param program what that group's leader was started as
   */
  record Front(long group, String program) {
    /**
     * Whether another one had not become a program yet: a Ctrl-C that bash gets while it starts a
     * program, or its child before it is one, is lost.
     */
    boolean startsLater(Front now, long shell) {
      return now.group() != shell && !now.equals(this) && (group == shell || group == now.group());
    }
  }

  /** Who has the terminal now, where that can be known. */
  Optional<Front> front() {
    return foreground()
        .map(
            group ->
                new Front(
                    group,
                    ProcessHandle.of(group)
                        .flatMap(leader -> leader.info().commandLine())
                        .orElse("")));
  }

  /** Whether who has the terminal now cannot have heard a Ctrl-C that came before. */
  boolean missed(Front then) {
    return front().filter(now -> then.startsLater(now, pid())).isPresent();
  }

  /** Kills the shell and everything in its session. */
  void kill() {
    ProcessTable.killSession(pid());
    process.destroyForcibly();
  }

  /** Waits for the end; false where it did not come in time. */
  boolean awaitEnd(long millis) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
