package dev.stagecraft.testkit;

import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.provision.BaseRules;
import dev.stagecraft.engine.provision.Bases;
import java.nio.file.Path;
import java.util.List;

/**
 * Base images for tests, as the product brings them; they stay on the engine, as its cache does.
 */
public final class BaseStock {
  private BaseStock() {}

  /**
   * The base images of an engine.
   *
   * @param folder for what is made on the way
   */
  public static BaseImages of(Engine engine, Path folder) {
    Path product = Path.of(System.getProperty("stagecraft.home"));
    BaseRules rules =
        BaseRules.of(
            true, false, System.getenv(), folder.resolve("data"), folder.resolve("cache"), product);
    return new Bases(engine, rules, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Brings base images to the engine of the machine; the test is skipped where there is none. */
  public static void bring(Path folder, List<String> references) {
    try (Engine engine = new DockerEngine(RealEngine.endpoint(), BuildKit::new, System.getenv())) {
      BaseImages bases = of(engine, folder);
      references.forEach(reference -> bases.bring(reference, progress -> {}));
    }
  }
}
