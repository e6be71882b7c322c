package dev.stagecraft.engine.transport;

/**
 * A header of a request or a response.
 *
 * @param name compared without regard to case
 * @param value without line ends
 */
public record Header(String name, String value) {
  public Header {
    if (name.isEmpty() || (name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
      throw new IllegalArgumentException("no header: " + name + ": " + value);
    }
  }
}
