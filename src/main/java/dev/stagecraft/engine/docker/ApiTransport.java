package dev.stagecraft.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Header;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries docker-java's requests. Refusals are thrown here, before docker-java sees them. */
final class ApiTransport implements DockerHttpClient {
  private final Api api;

  ApiTransport(Api api) {
    this.api = api;
  }

  @Override
  public Response execute(Request request) {
    String path = request.path();
    dev.stagecraft.engine.transport.Request ours =
        dev.stagecraft.engine.transport.Request.of(
            request.method(), path.startsWith("/") ? path : "/" + path);
    String contentType = "application/json";
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        contentType = header.getValue();
      } else {
        ours = ours.with(header.getKey(), header.getValue());
      }
    }
    byte[] bytes = request.bodyBytes();
    InputStream body = request.body();
    if (bytes != null) {
      ours = ours.withBody(bytes, contentType);
    } else if (body != null) {
      ours = ours.withBody(body, contentType);
    }
    return new Answer(api.call(ours));
  }

  @Override
  public void close() {
    // Each call has a connection of its own; nothing stays open.
  }

  /** Our response, as docker-java reads it. */
  private record Answer(dev.stagecraft.engine.transport.Response response) implements Response {
    @Override
    public int getStatusCode() {
      return response.status();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (Header header : response.headers()) {
        headers.computeIfAbsent(header.name(), n -> new ArrayList<>()).add(header.value());
      }
      return headers;
    }

    @Override
    public InputStream getBody() {
      return response.body();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
