package dev.stagecraft.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The lines that were typed, kept in a file: one a line, {@code MILLISECONDS:TEXT}. Each text is in
 * the file once, at its last place, when a session begins and when it ends. Several sessions may
 * write to the file at the same time; whoever touches it holds a lock beside it. Lines with secrets
 * are not kept at all.
 */
final class PromptHistory extends DefaultHistory {
  /** The longest file; a session knows so many lines. */
  static final int MOST_LINES = 5_000;

  private volatile int most = MOST_LINES;

  private static final Pattern LINE = Pattern.compile("(\\d{1,15}):(.*)");

  private final Path file;
  private final Predicate<String> secret;
  private Optional<IOException> trouble = Optional.empty();
  private boolean told;

  /**
   * A history.
   *
   * @param secret which lines are not kept
   */
  PromptHistory(Path file, Predicate<String> secret) {
    this.file = file;
    this.secret = secret;
  }

  /** A line that was kept. */
  record Kept(Instant time, String text) {}

  /**
   * The lines of a file, the oldest first; none where there is no file.
   *
   * @throws IOException where the file cannot be read
   */
  static List<Kept> read(Path file) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (String line : lines(file)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        Instant time = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
        kept.add(new Kept(time, unescaped(parts.group(2))));
      }
    }
    return kept;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  @Override
  public void load() throws IOException {
    try {
      tidy();
    } catch (IOException e) {
      trouble = Optional.of(e);
    }
    super.load();
  }

  @Override
  public void add(Instant time, String line) {
    if (!secret.test(line)) {
      super.add(time, line);
    }
  }

  @Override
  public void save() {
    try {
      locked(super::save);
    } catch (IOException e) {
      trouble = Optional.of(e);
    }
  }

  /** Why lines are not kept; said once, then not again. */
  Optional<String> trouble() {
    if (told || trouble.isEmpty()) {
      return Optional.empty();
    }
    told = true;
    return trouble.map(e -> "the history is not kept: " + e.getMessage());
  }

  /** Keeps so many lines from now on. */
  void keeps(int lines) {
    most = lines;
  }

  /**
   * Takes lines away that are there again further down, what is no line of a history, as a full
   * disk leaves it, and the oldest ones where there are too many.
   *
   * @throws IOException where the file cannot be read or written; it is as it was then
   */
  void tidy() throws IOException {
    if (Files.isRegularFile(file)) {
      locked(this::rewrite);
    }
  }

  /** One session at a time, and one thread of this one. */
  private static synchronized void locked(Path file, Work work) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid()) {
        work.run();
      }
    }
  }

  private void locked(Work work) throws IOException {
    locked(file, work);
  }

  private void rewrite() throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    List<String> all = lines(file);
    Deque<String> kept = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    for (int i = all.size() - 1; i >= 0 && kept.size() < most; i--) {
      Matcher line = LINE.matcher(all.get(i));
      if (line.matches()
          && seen.add(line.group(2).strip())
          && !secret.test(unescaped(line.group(2)))) {
        kept.addFirst(all.get(i));
      }
    }
    if (kept.size() == all.size()) {
      return;
    }
    // A temporary file is its owner's only, as the history is.
    Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "history", ".new");
    try {
      Files.write(next, kept, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** What is done while the file is locked. */
  private interface Work {
    /** Does it. */
    void run() throws IOException;
  }
}
