package dev.stagecraft.script;

/** A script ended itself. */
final class ScriptExit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ScriptExit(int status) {
    super("exit " + status, null, false, false);
    this.status = status & 0xff;
  }

  int status() {
    return status;
  }
}
