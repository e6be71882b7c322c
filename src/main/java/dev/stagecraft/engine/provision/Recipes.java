package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.engine.BaseImages.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where recipes lie: packs first, then the product's own.
 *
 * @param packs folders of packs, the first that has an image wins
 * @param own the folder {@code labs/bases}
 */
record Recipes(List<Path> packs, Path own) {
  Recipes {
    packs = List.copyOf(packs);
  }

  /** How to make an image, if anything here says it. */
  Optional<Recipe> find(ImageName image) {
    for (Path pack : packs) {
      Optional<Recipe> found = Recipe.find(pack, image, Source.PACK);
      if (found.isPresent()) {
        return found;
      }
    }
    return Recipe.find(own, image, Source.RECIPE);
  }
}
