package dev.stagecraft.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The lines that were typed, kept in a file: one a line, {@code MILLISECONDS:TEXT}. Each text is in
 * the file once, at its last place, when a session begins and when it ends.
 */
final class PromptHistory extends DefaultHistory {
  private static final Pattern LINE = Pattern.compile("\\d{1,15}:(.*)");

  private final Path file;
  private Optional<IOException> trouble = Optional.empty();
  private boolean told;

  PromptHistory(Path file) {
    this.file = file;
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
  public void save() {
    try {
      super.save();
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

  /**
   * Takes lines away that are there again further down, and what is no line of a history, as a full
   * disk leaves it.
   *
   * @throws IOException where the file cannot be read or written; it is as it was then
   */
  void tidy() throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    List<String> all =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    Deque<String> kept = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Matcher line = LINE.matcher(all.get(i));
      if (line.matches() && seen.add(line.group(1).strip())) {
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
}
