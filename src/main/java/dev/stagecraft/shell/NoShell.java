package dev.stagecraft.shell;

import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.ShellText;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Stands where there is no shell: our own words work, everything else says what is missing. */
public final class NoShell implements HostShell {
  private Snapshot snapshot;

  /** No shell, in a folder, with an environment. */
  public NoShell(Path folder, Map<String, String> environment) {
    this.snapshot = Snapshot.of(folder, environment);
  }

  @Override
  public StatementResult run(
      String text, OptionalInt seen, OutputStream sink, BooleanSupplier cancelled) {
    throw missing(text);
  }

  @Override
  public List<String> expand(List<String> words, OptionalInt seen, OutputStream sink) {
    throw missing(String.join(" ", words));
  }

  @Override
  public Completeness state(String text) {
    return ShellText.read(text).end();
  }

  @Override
  public void assign(String name, String value, boolean exported) {
    throw missing(name + "=" + value);
  }

  @Override
  public void arguments(List<String> words) {
    throw missing(String.join(" ", words));
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public void restore(Snapshot state) {
    snapshot = state;
  }

  @Override
  public void interrupt() {
    // nothing runs
  }

  @Override
  public void stop() {
    // nothing runs
  }

  @Override
  public boolean callsBack(String word) {
    return false;
  }

  @Override
  public boolean redirected() {
    return false;
  }

  @Override
  public void start() {
    // there is nothing to start; what needs a shell says so itself
  }

  @Override
  public void close() {
    // there is nothing to end
  }

  private static RuntimeException missing(String text) {
    return Problem.of(
            "shell.missing",
            "\"" + text.lines().findFirst().orElse("") + "\" needs bash, and there is none on PATH")
        .withHint("install bash; docker and Stagecraft's own words work without it")
        .exception();
  }
}
