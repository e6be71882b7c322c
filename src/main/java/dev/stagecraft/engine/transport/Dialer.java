package dev.stagecraft.engine.transport;

/** Makes connections to one endpoint. */
@FunctionalInterface
public interface Dialer {
  /**
   * A new connection; the caller closes it.
   *
   * @throws dev.stagecraft.core.ProblemException {@code engine.unreachable}, {@code
   *     engine.permission}, or {@code engine.endpoint} for a way that is not walked yet
   */
  Connection dial();

  /** The dialer of an endpoint. Nothing is opened yet. */
  static Dialer to(Endpoint endpoint) {
    return new SocketDialer(endpoint, SocketDialer.CONNECT_LIMIT);
  }
}
