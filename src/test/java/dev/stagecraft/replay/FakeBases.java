package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Base images that all come from recipes, but for some that are here and one that nobody has. */
public final class FakeBases implements BaseImages {
  private final Map<String, Brought> brought = new LinkedHashMap<>();
  private final List<String> here;

  /** Some images are here already. */
  public FakeBases(String... here) {
    this.here = List.of(here);
  }

  @Override
  public Brought bring(String reference, Consumer<Progress> listener) {
    Optional<Problem> absence = absence(reference);
    if (absence.isPresent()) {
      throw absence.get().exception();
    }
    if (here.contains(reference)) {
      return new Brought(reference, Source.LOCAL, false, Duration.ZERO);
    }
    listener.accept(new Progress(reference, "registry docker.io not reachable (no such host)"));
    listener.accept(new Progress(reference, "debootstrap"));
    Brought made = new Brought(reference, Source.RECIPE, true, Duration.ofSeconds(24));
    brought.put(reference, made);
    return made;
  }

  @Override
  public Optional<Problem> absence(String reference) {
    return reference.startsWith("missing")
        ? Optional.of(
            Problem.of(BaseImages.NOWHERE, "no image " + reference + " here: no source has it")
                .withHint("pull it first"))
        : Optional.empty();
  }

  @Override
  public boolean isReady(String reference) {
    return brought.containsKey(reference);
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
