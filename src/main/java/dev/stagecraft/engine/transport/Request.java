package dev.stagecraft.engine.transport;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request. Each {@code with…} gives another request; a body that is a stream is read once. */
public final class Request {
  private final String method;
  private final String target;
  private final List<Header> headers;
  private final Optional<byte[]> bytes;
  private final Optional<InputStream> stream;
  private final Optional<Duration> headLimit;

  private Request(
      String method,
      String target,
      List<Header> headers,
      Optional<byte[]> bytes,
      Optional<InputStream> stream,
      Optional<Duration> headLimit) {
    this.method = method;
    this.target = target;
    this.headers = List.copyOf(headers);
    this.bytes = bytes;
    this.stream = stream;
    this.headLimit = headLimit;
  }

  /**
   * A request without a body.
   *
   * @param method {@code GET POST …}
   * @param target path and query, encoded already: {@code /containers/json?all=1}
   */
  public static Request of(String method, String target) {
    if (!target.startsWith("/") || target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("no target of a request: " + target);
    }
    return new Request(
        method, target, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A {@code GET}. */
  public static Request get(String target) {
    return of("GET", target);
  }

  /** A {@code POST} without a body. */
  public static Request post(String target) {
    return of("POST", target);
  }

  /** A {@code DELETE}. */
  public static Request delete(String target) {
    return of("DELETE", target);
  }

  /** The text as one part of a path or one value of a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** With one header more. */
  public Request with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Request(method, target, more, bytes, stream, headLimit);
  }

  /** With a body that is there, sent with its length. */
  public Request withBody(byte[] body, String contentType) {
    Request typed = with("Content-Type", contentType);
    return new Request(
        method, target, typed.headers, Optional.of(body), Optional.empty(), headLimit);
  }

  /**
   * With a body that comes, sent in chunks by a thread of its own, so that the answer may come
   * before its end. The caller closes it, after the response.
   */
  public Request withBody(InputStream body, String contentType) {
    Request typed = with("Content-Type", contentType);
    return new Request(
        method, target, typed.headers, Optional.empty(), Optional.of(body), headLimit);
  }

  /** Asks for the connection as it is, to speak another protocol: {@code tcp}, {@code h2c}. */
  public Request upgradingTo(String protocol) {
    return with("Connection", "Upgrade").with("Upgrade", protocol);
  }

  /** Fails where the head of the answer is not there in time. Without it there is no limit. */
  public Request answeredWithin(Duration limit) {
    return new Request(method, target, headers, bytes, stream, Optional.of(limit));
  }

  /** The same request to another target. */
  Request to(String other) {
    return new Request(method, other, headers, bytes, stream, headLimit);
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** Path and query. */
  public String target() {
    return target;
  }

  /** The headers given, in order. */
  public List<Header> headers() {
    return headers;
  }

  Optional<byte[]> bytes() {
    return bytes;
  }

  Optional<InputStream> stream() {
    return stream;
  }

  Optional<Duration> headLimit() {
    return headLimit;
  }

  boolean upgrades() {
    return headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("Upgrade"));
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
