package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Base images that all come from recipes, but for one that nobody has. */
public final class FakeBases implements BaseImages {
  private final Map<String, Brought> brought = new LinkedHashMap<>();

  @Override
  public Brought bring(String reference, Consumer<Progress> listener) {
    if (reference.startsWith("missing")) {
      throw Problem.of(BaseImages.NOWHERE, "no source has " + reference)
          .withHint("pull it first")
          .exception();
    }
    listener.accept(new Progress(reference, "registry docker.io not reachable (no such host)"));
    listener.accept(new Progress(reference, "debootstrap"));
    Brought made = new Brought(reference, Source.RECIPE, true, Duration.ofSeconds(24));
    brought.put(reference, made);
    return made;
  }

  @Override
  public boolean isStandIn(String reference) {
    return brought.containsKey(reference);
  }

  @Override
  public List<String> giveBack() {
    return List.of();
  }

  @Override
  public Map<String, Brought> brought() {
    return brought;
  }
}
