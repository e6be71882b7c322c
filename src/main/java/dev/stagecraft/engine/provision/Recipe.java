package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to make one image: a folder with a Dockerfile, and the stage in it.
 *
 * @param folder where its Dockerfile is
 * @param context what it may copy from: a pack its own folder, a recipe the folders beside it too
 * @param stage the stage that makes it
 * @param source {@code PACK} or {@code RECIPE}
 */
record Recipe(Path folder, Path context, String stage, Source source) {
  private static final Pattern STAGE =
      Pattern.compile("(?im)^\\s*FROM\\s+(?:--\\S+\\s+)*\\S+\\s+AS\\s+(\\S+)");

  /**
   * Finds one for an image below a folder of recipes.
   *
   * <p>The folder is called like a part of the image's path: {@code golang}, or {@code dotnet} for
   * {@code dotnet/sdk}. Its stage {@code NAME-TAG} makes {@code NAME:TAG}; a stage {@code NAME}
   * makes each {@code NAME:TAG} that the README beside it names.
   *
   * @param under a folder of such folders, or one itself; may be missing
   */
  static Optional<Recipe> find(Path under, ImageName image, Source source) {
    if (!Files.isDirectory(under) || image.digest().isPresent()) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(under), folders(under).stream())
        .filter(folder -> isCalledLike(folder, image))
        .filter(folder -> Files.isRegularFile(folder.resolve("Dockerfile")))
        .flatMap(
            folder ->
                stage(folder, image)
                    .map(s -> new Recipe(folder, source == Source.PACK ? folder : under, s, source))
                    .stream())
        .findFirst();
  }

  private static List<Path> folders(Path under) {
    try (Stream<Path> inside = Files.list(under)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException failed) {
      throw unreadable(under, failed);
    }
  }

  private static boolean isCalledLike(Path folder, ImageName image) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name != null && List.of(image.path().split("/")).contains(name.toString());
  }

  private static Optional<String> stage(Path folder, ImageName image) {
    String name = image.path().substring(image.path().lastIndexOf('/') + 1);
    String tag = image.tagOrLatest();
    Set<String> stages = stages(read(folder.resolve("Dockerfile")));
    if (stages.contains(name + "-" + tag)) {
      return Optional.of(name + "-" + tag);
    }
    Path readme = folder.resolve("README.md");
    if (!stages.contains(name) || !Files.isRegularFile(readme)) {
      return Optional.empty();
    }
    Pattern named =
        Pattern.compile("(?<![\\w.-])" + Pattern.quote(name + ":" + tag) + "(?![\\w-]|\\.\\w)");
    return named.matcher(read(readme)).find() ? Optional.of(name) : Optional.empty();
  }

  /** The names of a Dockerfile's stages. */
  static Set<String> stages(String dockerfile) {
    Set<String> stages = new LinkedHashSet<>();
    Matcher found = STAGE.matcher(dockerfile);
    while (found.find()) {
      stages.add(found.group(1));
    }
    return stages;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw unreadable(file, failed);
    }
  }

  private static dev.stagecraft.core.ProblemException unreadable(Path file, IOException failed) {
    return Problem.of("base.recipe", "cannot read " + file + ": " + EngineFolder.reason(failed))
        .exception(failed);
  }
}
