package dev.stagecraft.engine.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Locale;

/** How far one gets at an endpoint. */
public enum Reach {
  /** Something accepts connections. */
  OPEN,
  /** There is no such socket, or no such host. */
  ABSENT,
  /** The socket is there and refuses us: an engine may well run behind it. */
  FORBIDDEN,
  /** The socket is there, or the host, and nothing listens: what an engine that ended leaves. */
  STALE,
  /** The connection could not be made for another reason, or not in time. */
  SILENT,
  /** A way that is not walked yet. */
  LATER;

  /** Tries it: connects, and closes again. */
  public static Reach of(Endpoint endpoint) {
    if (endpoint instanceof Endpoint.Later) {
      return LATER;
    }
    try {
      new SocketDialer(endpoint, SocketDialer.CONNECT_LIMIT).open().close();
      return OPEN;
    } catch (IOException failed) {
      return of(endpoint, failed);
    }
  }

  /** What a failure to connect means. */
  static Reach of(Endpoint endpoint, IOException failed) {
    String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("permission denied") || message.contains("operation not permitted")) {
      return FORBIDDEN;
    }
    if (failed instanceof java.net.UnknownHostException
        || message.contains("no such file")
        || message.contains("not a directory")) {
      return ABSENT;
    }
    if (failed instanceof ConnectException && message.contains("refused")) {
      return STALE;
    }
    if (endpoint instanceof Endpoint.Unix unix
        && Files.notExists(unix.path(), LinkOption.NOFOLLOW_LINKS)) {
      return ABSENT;
    }
    return SILENT;
  }
}
