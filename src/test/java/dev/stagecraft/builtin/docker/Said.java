package dev.stagecraft.builtin.docker;

/**
 * What a command line came to.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Said(int status, String out, String err) {
  @Override
  public String toString() {
    return "status " + status + "\n--- out\n" + out + "--- err\n" + err;
  }
}
