package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec.Completes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Files and folders whose names begin as a path does. */
final class FileNames {
  private final Sources sources;

  FileNames(Sources sources) {
    this.sources = sources;
  }

  /**
   * What lies in the folder that a path names so far. Names with a dot are hidden until one is
   * typed.
   *
   * @param kind {@code FOLDER} for folders only, {@code LAB} for Markdown, else all
   */
  List<Offer> beginning(String path, Completes kind) {
    int slash = path.lastIndexOf('/');
    String shown = path.substring(0, slash + 1);
    boolean showsHidden = path.startsWith(".", slash + 1);
    List<Offer> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(resolved(shown))) {
      for (Path file : all) {
        boolean folder = Files.isDirectory(file);
        String name = file.getFileName() + (folder ? "/" : "");
        if ((showsHidden || !name.startsWith(".")) && (folder || wanted(name, kind))) {
          String group = folder ? "folders" : "files";
          found.add(new Offer(shown + name, name, group, "", !folder, false));
        }
      }
    } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
      // A folder that is not there or not ours to read has nothing to offer.
      return List.of();
    }
    found.sort(Comparator.comparing(Offer::group).thenComparing(Offer::word));
    return found;
  }

  /** A path as it was typed, from the session's folder. */
  Path resolved(String path) {
    return path.equals("~") || path.startsWith("~/")
        ? sources.home().resolve(path.substring(Math.min(2, path.length())))
        : sources.folder().resolve(path);
  }

  private static boolean wanted(String name, Completes kind) {
    return switch (kind) {
      case FOLDER -> false;
      case LAB -> name.toLowerCase(Locale.ROOT).endsWith(".md");
      default -> true;
    };
  }
}
