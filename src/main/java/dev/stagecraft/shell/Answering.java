package dev.stagecraft.shell;

/** Answers the calls that come from inside the shell. Calls come from many threads at once. */
@FunctionalInterface
public interface Answering {
  /**
   * Carries a call out. The thread is interrupted where the caller does not want it any more.
   *
   * @throws dev.stagecraft.core.Cancelled where it was interrupted
   */
  Answer answer(Call call);

  /**
   * What a call came to.
   *
   * @param status its exit status, 0 to 255
   * @param out what is still to be written to standard output
   * @param err what is still to be written to standard error, after that
   */
  record Answer(int status, String out, String err) {}
}
