package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Images;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Images of which a builder asks only whether they are there, and which it may pull. */
final class LocalImages implements Images {
  private final Set<String> here;
  private final List<String> pulled = new ArrayList<>();

  LocalImages(String... here) {
    this.here = Set.of(here);
  }

  List<String> pulled() {
    return List.copyOf(pulled);
  }

  @Override
  public boolean exists(String reference) {
    return here.contains(reference);
  }

  @Override
  public void pull(String reference, Optional<String> platform, PullListener listener) {
    pulled.add(reference + platform.map(p -> " for " + p).orElse(""));
  }

  @Override
  public List<Summary> list(Query query) {
    throw refused();
  }

  @Override
  public JsonNode inspect(String reference) {
    throw refused();
  }

  @Override
  public JsonNode history(String reference) {
    throw refused();
  }

  @Override
  public void tag(String reference, String repository, String tag) {
    throw refused();
  }

  @Override
  public List<Removed> remove(String reference, boolean force, boolean prune) {
    throw refused();
  }

  @Override
  public String load(InputStream tar, String repository, String tag, List<String> changes) {
    throw refused();
  }

  private static AssertionError refused() {
    return new AssertionError("a build has nothing to do with that");
  }
}
