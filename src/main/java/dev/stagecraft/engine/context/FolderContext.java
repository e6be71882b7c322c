package dev.stagecraft.engine.context;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder and its Dockerfile. A Dockerfile that lies elsewhere is sent under a name made of its
 * content, so that the same file gives the same archive.
 */
final class FolderContext implements BuildContext {
  private static final String IGNORE = ".dockerignore";

  private final Path root;
  private final IgnoreRules rules;
  private final String name;
  private final boolean outside;
  private final boolean changed;
  private final byte[] text;
  private final Dockerfile parsed;

  private FolderContext(
      Path root,
      IgnoreRules rules,
      String name,
      boolean outside,
      boolean changed,
      byte[] text,
      String source) {
    this.root = root;
    this.rules = rules;
    this.name = name;
    this.outside = outside;
    this.changed = changed;
    this.text = text;
    this.parsed = Dockerfile.parse(source, new String(text, StandardCharsets.UTF_8));
  }

  static FolderContext open(Path folder, Optional<String> dockerfile) {
    Path root = root(folder);
    Path given = dockerfile.map(root::resolve).orElseGet(() -> byDefault(root));
    try {
      Path file = given.toRealPath();
      boolean outside = !file.startsWith(root);
      byte[] text = Files.readAllBytes(file);
      IgnoreRules rules = rules(root, file);
      if (outside) {
        String source = String.valueOf(file.getFileName());
        return new FolderContext(root, rules, generated(text), true, false, text, source);
      }
      String separator = root.getFileSystem().getSeparator();
      String name = root.relativize(file).toString().replace(separator, "/");
      return new FolderContext(root, rules, name, false, false, text, name);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw Problem.of(
              "build.context", "unable to prepare context: no Dockerfile at \"" + given + "\"")
          .withHint("write one there, or name it with -f")
          .exception(e);
    } catch (IOException e) {
      throw Problem.of("build.dockerfile", "cannot read the Dockerfile \"" + given + "\"")
          .withHint("check that it is a file and that you may read it: ls -l " + given)
          .exception(e);
    }
  }

  /** A folder with a Dockerfile that is no file: it came through a pipe. */
  static FolderContext open(Path folder, byte[] dockerfile) {
    Path root = root(folder);
    try {
      IgnoreRules rules = rules(root, root.resolve("Dockerfile"));
      return new FolderContext(
          root, rules, generated(dockerfile), true, false, dockerfile.clone(), "Dockerfile");
    } catch (IOException e) {
      throw Problem.of("build.context", "error checking context: '" + root + "': " + e)
          .withHint("check that you may read it: ls -la " + root)
          .exception(e);
    }
  }

  private static Path root(Path folder) {
    try {
      Path root = folder.toRealPath();
      if (!Files.isDirectory(root)) {
        throw Problem.of(
                "build.context",
                "unable to prepare context: context must be a directory: " + folder)
            .withHint("name the folder that holds the Dockerfile, and the file itself with -f")
            .exception();
      }
      return root;
    } catch (IOException e) {
      throw Problem.of(
              "build.context", "unable to prepare context: path \"" + folder + "\" not found")
          .withHint("check the last word of the command; a single dot means the current folder")
          .exception(e);
    }
  }

  /** The usual name, or the same in small letters where only that is there. */
  private static Path byDefault(Path root) {
    Path usual = root.resolve("Dockerfile");
    Path small = root.resolve("dockerfile");
    boolean onlySmall =
        Files.notExists(usual, LinkOption.NOFOLLOW_LINKS)
            && Files.exists(small, LinkOption.NOFOLLOW_LINKS);
    return onlySmall ? small : usual;
  }

  /** The rules beside the Dockerfile under its name are preferred to those of the folder. */
  private static IgnoreRules rules(Path root, Path dockerfile) throws IOException {
    Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE);
    Path file = Files.isRegularFile(own) ? own : root.resolve(IGNORE);
    if (!Files.isRegularFile(file)) {
      return IgnoreRules.none();
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problem.of("build.context", "error checking context: cannot read '" + file + "'")
          .withHint("make it readable: ls -l " + file)
          .exception(e);
    }
    return IgnoreRules.parse(
        String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.UTF_8));
  }

  private static String generated(byte[] text) {
    return ".dockerfile." + fingerprint(text);
  }

  private static String fingerprint(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String dockerfileName() {
    return name;
  }

  @Override
  public Optional<Dockerfile> dockerfile() {
    return Optional.of(parsed);
  }

  @Override
  public BuildContext withoutSyntax() {
    return parsed.syntax().isEmpty()
        ? this
        : new FolderContext(
            root, rules, name, outside, true, new SyntaxLine(text).silenced(), parsed.source());
  }

  @Override
  public InputStream archive() {
    // The Dockerfile must be there even where it is ignored. The ignore file need not: the builder
    // reads none from an archive, and would only copy it into the image.
    ContextWalk walk = new ContextWalk(root, rules, outside ? Set.of() : Set.of(name));
    Map<String, byte[]> own = Map.of(name, text);
    return new ContextTar(walk, !outside && changed ? own : Map.of(), outside ? own : Map.of());
  }
}
