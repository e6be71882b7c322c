package dev.stagecraft.replay;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.LabStatement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which images are new since they were listed last, and how much larger or smaller than before. */
final class ImageMarks {
  private final Map<String, ByteSize> sizes = new HashMap<>();
  private final Map<String, String> marks = new LinkedHashMap<>();

  /** An image was built; answers how its size changed, where it had been built before. */
  Optional<String> built(ReplayEvent.ImageBuilt event) {
    ImageFacts image = event.image();
    Optional<ByteSize> before = Optional.ofNullable(sizes.put(image.tag(), image.size()));
    Optional<String> change = before.map(size -> change(size, image.size()));
    String beside =
        event
            .single()
            .filter(single -> single.size().bytes() > 0)
            .map(
                single ->
                    ", "
                        + SizeTable.percent(
                            1 - (double) image.size().bytes() / single.size().bytes())
                        + " beside "
                        + single.tag())
            .orElse("");
    marks.put(image.tag(), change.map(text -> "~ " + text).orElse("+ new" + beside));
    return change;
  }

  private static String change(ByteSize before, ByteSize now) {
    long bytes = now.bytes() - before.bytes();
    return bytes == 0
        ? "as large as before"
        : (bytes > 0 ? "+" : "") + new ByteSize(bytes).human() + " since it was built before";
  }

  /** Whether a statement lists images where a person sees it. */
  static boolean lists(LabStatement statement) {
    return statement.parsed().commands().stream()
        .anyMatch(
            command ->
                command.redirections().isEmpty()
                    && DockerUse.of(command)
                        .filter(use -> use.verb().equals("images"))
                        .isPresent());
  }

  /** The mark of an image that a line of a list names, if it has one. */
  Optional<String> mark(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    for (Map.Entry<String, String> mark : marks.entrySet()) {
      String repository = repository(mark.getKey());
      String tag =
          mark.getKey().length() > repository.length()
              ? mark.getKey().substring(repository.length() + 1)
              : "latest";
      int at = words.indexOf(repository);
      boolean row = at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(tag);
      if (row || words.contains(repository + ":" + tag)) {
        return Optional.of(mark.getValue());
      }
    }
    return Optional.empty();
  }

  private static String repository(String tag) {
    int colon = tag.lastIndexOf(':');
    return colon > tag.lastIndexOf('/') ? tag.substring(0, colon) : tag;
  }

  /** A list was shown: what it showed is new no longer. */
  void listed() {
    marks.clear();
  }
}
