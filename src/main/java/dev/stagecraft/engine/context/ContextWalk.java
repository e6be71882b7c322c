package dev.stagecraft.engine.context;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a build context: folder by folder, names in the order of their bytes, each folder before
 * what is in it.
 *
 * <p>An ignored folder is not opened unless an exception may bring back something below it; where
 * one does, the folder comes just before it. Links are not followed, sockets are left out. Source:
 * tonistiigi/fsutil, filter.go.
 */
final class ContextWalk {
  private final Path root;
  private final IgnoreRules rules;
  private final Set<String> always;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Deque<ContextEntry> ready = new ArrayDeque<>();
  private boolean begun;

  /**
   * A walk.
   *
   * @param always paths that come even where the rules leave them out
   */
  ContextWalk(Path root, IgnoreRules rules, Set<String> always) {
    this.root = root;
    this.rules = rules;
    this.always = Set.copyOf(always);
  }

  /**
   * The next entry; empty at the end.
   *
   * @throws dev.stagecraft.core.ProblemException {@code build.context} where a folder cannot be
   *     read
   * @throws Cancelled where the thread is interrupted
   */
  Optional<ContextEntry> next() throws IOException {
    if (!begun) {
      begun = true;
      levels.addLast(new Level(Optional.empty(), rules.top(), children(root, false)));
    }
    while (ready.isEmpty() && !levels.isEmpty()) {
      Level level = levels.getLast();
      if (level.children.hasNext()) {
        take(level, level.children.next());
      } else {
        levels.removeLast();
      }
    }
    return Optional.ofNullable(ready.pollFirst());
  }

  private void take(Level level, Child child) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new Cancelled("walk of " + root);
    }
    String path = level.folder.map(f -> f.path() + "/" + child.text).orElse(child.text);
    IgnoreRules.Verdict verdict = level.verdict.of(path);
    boolean sent = !verdict.ignored() || always.contains(path);
    if (!sent && !mayHold(path)) {
      return;
    }
    ContextEntry entry;
    try {
      byte[] name = level.folder.map(f -> joined(f.name(), child.name)).orElse(child.name);
      entry = ContextEntry.read(child.file, path, name);
    } catch (NoSuchFileException e) {
      // It went away after its folder was listed: then it is not part of the context.
      return;
    }
    if (entry.kind() == ContextEntry.Kind.FOLDER) {
      Iterator<Child> below = children(child.file, verdict.ignored());
      levels.addLast(new Level(Optional.of(entry), verdict, below));
      if (sent) {
        sendFolders();
      }
    } else if (sent && entry.kind() != ContextEntry.Kind.SOCKET) {
      sendFolders();
      ready.addLast(entry);
    }
  }

  /** The folders on the way to what comes now, those that did not come yet. */
  private void sendFolders() {
    for (Level level : levels) {
      if (!level.sent) {
        level.folder.ifPresent(ready::addLast);
        level.sent = true;
      }
    }
  }

  private boolean mayHold(String path) {
    return rules.mayBringBackBelow(path)
        || always.stream().anyMatch(wanted -> wanted.startsWith(path + "/"));
  }

  private Iterator<Child> children(Path folder, boolean ignored) throws IOException {
    List<Child> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        children.add(new Child(entry));
      }
    } catch (AccessDeniedException e) {
      if (ignored) {
        // Only an exception might have brought something back from here, and nothing is seen.
        return Collections.emptyIterator();
      }
      throw Problem.of(
              "build.context",
              "error checking context: no permission to read from '" + folder + "'")
          .withHint("make it readable, or leave it out with a line in .dockerignore")
          .exception(e);
    } catch (DirectoryIteratorException e) {
      throw new IOException("cannot list " + folder, e);
    } catch (NotDirectoryException | NoSuchFileException e) {
      // It went away, or became something else, after it was listed.
      return Collections.emptyIterator();
    }
    children.sort((a, b) -> Arrays.compareUnsigned(a.name, b.name));
    return children.iterator();
  }

  private static byte[] joined(byte[] folder, byte[] name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(folder.length + 1 + name.length);
    out.writeBytes(folder);
    out.write('/');
    out.writeBytes(name);
    return out.toByteArray();
  }

  /** A folder that the walk is in. */
  private static final class Level {
    private final Optional<ContextEntry> folder;
    private final IgnoreRules.Verdict verdict;
    private final Iterator<Child> children;
    private boolean sent;

    Level(Optional<ContextEntry> folder, IgnoreRules.Verdict verdict, Iterator<Child> children) {
      this.folder = folder;
      this.verdict = verdict;
      this.children = children;
    }
  }

  /** A name in a folder. */
  private static final class Child {
    private final Path file;
    private final byte[] name;
    private final String text;

    Child(Path file) {
      this.file = file;
      this.name = ContextEntry.nameOf(file);
      this.text = new String(name, StandardCharsets.UTF_8);
    }
  }
}
