package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.transport.Request;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The query of {@code POST /build}. */
final class BuildQuery {
  private final Builder.Request request;
  private final String dockerfile;
  private final ObjectMapper json;

  BuildQuery(Builder.Request request, String dockerfile, ObjectMapper json) {
    this.request = request;
    this.dockerfile = dockerfile;
    this.json = json;
  }

  /** The query, encoded. */
  String text() {
    StringJoiner query = new StringJoiner("&");
    query.add("version=2").add("rm=1").add("forcerm=1");
    query.add("buildid=" + Request.encoded(request.id()));
    query.add("dockerfile=" + Request.encoded(dockerfile));
    request.tags().forEach(tag -> query.add("t=" + Request.encoded(tag)));
    if (!request.arguments().isEmpty()) {
      query.add("buildargs=" + Request.encoded(object(request.arguments())));
    }
    if (!request.labels().isEmpty()) {
      query.add("labels=" + Request.encoded(object(request.labels())));
    }
    request.target().ifPresent(target -> query.add("target=" + Request.encoded(target)));
    request.platform().ifPresent(os -> query.add("platform=" + Request.encoded(os)));
    request
        .network()
        .filter(mode -> !mode.equals("default"))
        .ifPresent(mode -> query.add("networkmode=" + Request.encoded(mode)));
    if (request.noCache()) {
      query.add("nocache=1");
    }
    return query.toString();
  }

  private String object(Map<String, String> values) {
    ObjectNode node = json.createObjectNode();
    new TreeMap<>(values).forEach(node::put);
    return node.toString();
  }
}
