package dev.stagecraft.lab;

import java.net.URI;
import java.util.List;

/** Reads {@code http URL [status=200] [json={…}] [contains="…"]}. */
final class HttpDirective {
  private HttpDirective() {}

  static Expectation read(Directives.DirectiveLine line) {
    List<Attributes.Item> items = line.items();
    if (items.size() < 2) {
      throw line.problem(items.get(0), "http takes a URL")
          .withHint("for example: http http://localhost:8000/health status=200")
          .exception();
    }
    Attributes.Item url = items.get(1);
    if (!valid(url.word())) {
      throw line.problem(url, url.word() + " is no URL that a lab can ask")
          .withHint("it begins with http:// and names a host")
          .exception();
    }
    for (Attributes.Item item : items.subList(2, items.size())) {
      if (!List.of("status", "json", "contains").contains(item.key()) || item.value().isEmpty()) {
        throw line.problem(item, item.word() + " is nothing that http takes")
            .withHint("it takes status=200, json={\"key\":\"value\"} and contains=\"text\"")
            .exception();
      }
    }
    Attributes settings = new Attributes(items.subList(2, items.size()));
    String status = settings.value("status").orElse("200");
    if (!status.matches("[1-5]\\d\\d")) {
      throw line.problem(items.get(2), status + " is no HTTP status").exception();
    }
    return new Expectation.Http(
        url.word(),
        Integer.parseInt(status),
        settings.value("json"),
        settings.value("contains"),
        line.place());
  }

  private static boolean valid(String text) {
    try {
      URI uri = URI.create(text);
      return "http".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException notAUrl) {
      return false;
    }
  }
}
