package dev.stagecraft.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DockerClientImpl;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Api;
import java.util.Optional;
import java.util.function.Function;

/** docker-java's client, made when it is first needed, since its classes cost a start-up. */
final class TypedClient {
  private final Api api;
  private volatile Optional<Made> made = Optional.empty();

  TypedClient(Api api) {
    this.api = api;
  }

  /** Holds the client, so that this class loads without docker-java's. */
  private record Made(DockerClient client) {}

  /** Makes a typed call and tells its failure in our words; 304 is no failure. */
  <T> Optional<T> call(Function<DockerClient, T> call) {
    try {
      return Optional.ofNullable(call.apply(client()));
    } catch (NotModifiedException nothingToDo) {
      return Optional.empty();
    } catch (DockerException refused) {
      throw new EngineRefusal(refused.getHttpStatus(), String.valueOf(refused.getMessage()));
    }
  }

  private DockerClient client() {
    Optional<Made> known = made;
    if (known.isEmpty()) {
      known =
          Optional.of(
              new Made(
                  DockerClientImpl.getInstance(
                      new PlainConfig(api.address()), new ApiTransport(api))));
      made = known;
    }
    return known.get().client();
  }
}
