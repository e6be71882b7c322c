package dev.stagecraft.replay;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** The one shell that a lab's statements run in. */
public interface LabShell extends AutoCloseable {
  /**
   * Runs whole lines to their end.
   *
   * @param text what bash is given
   * @param own whether all of Stagecraft's words mean ours; otherwise only {@code docker} and
   *     {@code stagecraft} do
   * @param output where the output goes as it comes, both streams in their order
   * @return the exit status, 0 to 255
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted; the shell lives on
   */
  int run(String text, boolean own, OutputStream output);

  /** The shell's folder after the last statement. */
  Path folder();

  /** The shell's exported variables after the last statement. */
  Map<String, String> environment();

  /** Ends the shell and what it started. May be repeated. */
  @Override
  void close();
}
