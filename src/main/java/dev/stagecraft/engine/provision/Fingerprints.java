package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a stand-in is made from, as a short word: the text of its recipe, the files beside it, and
 * the same of what it starts from, down to this machine's settings. A stand-in whose label says
 * another word is out of date.
 */
final class Fingerprints {
  private static final long LARGE = 8L << 20;
  private static final int PIECE = 1 << 16;
  private static final int LETTERS = 24;

  private final Recipes recipes;
  private final Function<Recipe, List<String>> bases;
  private final Function<String, Optional<String>> realImages;
  private final Supplier<String> debian;
  private Optional<String> debianWord = Optional.empty();

  /**
   * Nothing is read yet.
   *
   * @param bases what a recipe starts from
   * @param realImages the id of an image that is on the engine and is no stand-in
   * @param debian what {@link DebianBase#NAME} is made from; asked for once
   */
  Fingerprints(
      Recipes recipes,
      Function<Recipe, List<String>> bases,
      Function<String, Optional<String>> realImages,
      Supplier<String> debian) {
    this.recipes = recipes;
    this.bases = bases;
    this.realImages = realImages;
    this.debian = debian;
  }

  /**
   * The word for an image; empty where nothing here makes it.
   *
   * @throws dev.stagecraft.core.ProblemException {@code base.recipe} where recipes start from each
   *     other in a circle, or cannot be read
   */
  Optional<String> of(ImageName image) {
    return of(image, new LinkedHashSet<>());
  }

  private Optional<String> of(ImageName image, Set<String> chain) {
    String name = image.familiar();
    Optional<Recipe> recipe = recipes.find(image);
    if (recipe.isEmpty()) {
      return name.equals(DebianBase.NAME) ? Optional.of(debian()) : Optional.empty();
    }
    if (!chain.add(name)) {
      throw Problem.of(
              "base.recipe",
              "the recipe of " + name + " starts from itself: " + String.join(" ← ", chain))
          .withHint("change a FROM line in " + recipe.get().folder())
          .exception();
    }
    MessageDigest digest = sha256();
    add(digest, recipe.get().stage());
    files(recipe.get()).forEach(file -> add(digest, recipe.get().context(), file));
    for (String base : bases.apply(recipe.get())) {
      add(digest, base + "=" + base(base, chain));
    }
    chain.remove(name);
    return Optional.of(word(digest));
  }

  private String base(String reference, Set<String> chain) {
    return realImages
        .apply(reference)
        .or(() -> of(ImageName.parse(reference), chain))
        .orElse("nothing");
  }

  private synchronized String debian() {
    if (debianWord.isEmpty()) {
      MessageDigest digest = sha256();
      add(digest, debian.get());
      debianWord = Optional.of(word(digest));
    }
    return debianWord.get();
  }

  /** The files of a recipe: those of its folder, and of the folders beside it that it names. */
  private static List<Path> files(Recipe recipe) {
    List<Path> folders = new ArrayList<>(List.of(recipe.folder()));
    List<Path> files = new ArrayList<>();
    try {
      if (!recipe.context().equals(recipe.folder())) {
        String text = Files.readString(recipe.folder().resolve("Dockerfile"));
        try (Stream<Path> beside = Files.list(recipe.context())) {
          beside
              .filter(folder -> Files.isDirectory(folder) && !folder.equals(recipe.folder()))
              .filter(
                  folder ->
                      Pattern.compile("[\\s\"]" + Pattern.quote(folder.getFileName() + "/"))
                          .matcher(text)
                          .find())
              .forEach(folders::add);
        }
      }
      for (Path folder : folders) {
        try (Stream<Path> below = Files.walk(folder)) {
          below.filter(Files::isRegularFile).forEach(files::add);
        }
      }
    } catch (IOException | java.io.UncheckedIOException failed) {
      throw unreadable(recipe.folder(), failed);
    }
    files.removeIf(file -> file.getFileName().toString().endsWith(".md"));
    return files.stream().sorted().toList();
  }

  private static void add(MessageDigest digest, Path root, Path file) {
    add(digest, root.relativize(file).toString());
    try {
      long size = Files.size(file);
      add(digest, size + (Files.isExecutable(file) ? " x" : ""));
      if (size <= LARGE) {
        digest.update(Files.readAllBytes(file));
        return;
      }
      // An archive: its length, beginning and end tell it from others.
      try (InputStream begins = Files.newInputStream(file);
          RandomAccessFile ends = new RandomAccessFile(file.toFile(), "r")) {
        digest.update(begins.readNBytes(PIECE));
        byte[] last = new byte[PIECE];
        ends.seek(size - PIECE);
        ends.readFully(last);
        digest.update(last);
      }
    } catch (IOException failed) {
      throw unreadable(file, failed);
    }
  }

  private static RuntimeException unreadable(Path file, Exception failed) {
    return Problem.of("base.recipe", "cannot read " + file + ": " + failed.getMessage())
        .exception(failed);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static String word(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
