package dev.stagecraft.engine;

/**
 * The engine answered, and said no.
 *
 * <p>Thrown as it is by adapters, so that callers can tell a 404 from a 409; docker's own message
 * is what docker's CLI prints after {@code Error response from daemon: }.
 */
public final class EngineRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status, 400 to 599
   * @param message the engine's own words
   */
  public EngineRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status: 404 not there, 409 in conflict with what is, 304 nothing to do. */
  public int status() {
    return status;
  }

  /** The engine's own words. */
  public String says() {
    return String.valueOf(getMessage());
  }
}
