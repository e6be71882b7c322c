package dev.stagecraft.engine.provision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How base images are brought.
 *
 * @param ownEngine whether the engine is the private one, where stand-ins may stay under their
 *     public names
 * @param standIns whether a stand-in may also be brought where the registry answered and refused
 * @param packs folders of packs, the first that has an image wins
 * @param recipes the folder {@code labs/bases}
 * @param work a folder for what is made on the way; may be deleted at any time
 * @param registryLimit how long a registry may take for its first word
 */
public record BaseRules(
    boolean ownEngine,
    boolean standIns,
    List<Path> packs,
    Path recipes,
    Path work,
    Duration registryLimit) {
  private static final Duration REGISTRY_LIMIT = Duration.ofSeconds(5);

  public BaseRules {
    packs = List.copyOf(packs);
  }

  /**
   * The usual rules.
   *
   * @param environment the variables; {@code STAGECRAFT_PACKS} counts, folders joined by colons
   * @param data the product's data folder
   * @param cache the product's cache folder
   * @param product the folder that Stagecraft stands in
   */
  public static BaseRules of(
      boolean ownEngine,
      boolean standIns,
      Map<String, String> environment,
      Path data,
      Path cache,
      Path product) {
    Stream<Path> named =
        Arrays.stream(environment.getOrDefault("STAGECRAFT_PACKS", "").split(":"))
            .filter(folder -> !folder.isBlank())
            .map(Path::of);
    return new BaseRules(
        ownEngine,
        standIns,
        Stream.concat(named, Stream.of(data.resolve("packs"))).toList(),
        product.resolve("labs").resolve("bases"),
        cache.resolve("bases"),
        REGISTRY_LIMIT);
  }
}
