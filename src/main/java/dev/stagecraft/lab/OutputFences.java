package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which fence shows what the block above it writes: one for output right behind it, or behind
 * a sentence that says so ({@code You should see:}).
 */
final class OutputFences {
  private static final Set<String> OUTPUT = Set.of("output", "console-output", "stdout");
  private static final Set<String> PLAIN = Set.of("", "text", "txt", "plaintext", "plain", "log");
  private static final Pattern SAYS_SO =
      Pattern.compile(
          "(?i)\\b(?:outputs?|results?|response|responds?|replies|reply|answers?|prints?|returns?"
              + "|shows?|displays?|see|similar|looks? like|should (?:be|get|look|have))\\b");

  private final List<String> file;

  /** Tells it of the fences of a file. */
  OutputFences(List<String> file) {
    this.file = List.copyOf(file);
  }

  /**
   * Whether a fence shows the output of a block.
   *
   * @param above the block before it, under the same heading
   * @param shown the fence, which is nothing to run
   */
  boolean belongs(Block above, Block.Fence shown, boolean fenced) {
    List<LabStatement> statements = statements(above);
    if (!fenced
        || statements.isEmpty()
        || statements.stream().anyMatch(statement -> statement.recording().shown())) {
      return false;
    }
    if (OUTPUT.contains(shown.language())) {
      return true;
    }
    if (!PLAIN.contains(shown.language())) {
      return false;
    }
    Block.Fence fence = above.fence();
    int from = Math.min(file.size(), fence.place().line() + fence.lines().size() + 1);
    int to = Math.max(from, shown.place().line() - 1);
    List<String> between =
        file.subList(from, to).stream()
            .map(line -> line.replaceFirst("^[\\s>]+", ""))
            .filter(line -> !line.isBlank() && !line.startsWith("<"))
            .toList();
    return between.isEmpty() || SAYS_SO.matcher(between.get(between.size() - 1)).find();
  }

  /** The statements of a block that runs; none for others. */
  static List<LabStatement> statements(Block block) {
    return block.fold(
        commands -> commands.statements(),
        file -> List.of(),
        own -> own.statements(),
        shown -> List.of());
  }

  /** A block with the output that a fence below it shows. */
  static Block showing(Block above, Block.Fence output, Recording.Rules rules) {
    List<LabStatement> statements = new ArrayList<>(statements(above));
    LabStatement last = statements.remove(statements.size() - 1);
    boolean repeats =
        !output.lines().isEmpty()
            && output.lines().get(0).strip().replaceFirst("^\\$ ", "").equals(last.text().strip());
    int first = repeats ? 1 : 0;
    List<String> lines = output.lines().subList(first, output.lines().size());
    List<Place> origins = output.origins().subList(first, output.lines().size());
    Recording.Rules both = last.recording().rules().and(rules);
    statements.add(last.showing(new Recording(lines, origins, !statements.isEmpty(), both)));
    return with(above, statements);
  }

  /** A block whose recorded outputs are compared under these rules. */
  static Block ruled(Block block, Recording.Rules rules) {
    List<LabStatement> statements = statements(block);
    if (statements.isEmpty() || rules.equals(Recording.Rules.NONE)) {
      return block;
    }
    return with(
        block, statements.stream().map(s -> s.showing(s.recording().under(rules))).toList());
  }

  private static Block with(Block block, List<LabStatement> statements) {
    return block.fold(
        commands ->
            new Block.Commands(
                commands.fence(),
                statements,
                commands.expectations(),
                commands.settings(),
                commands.doubt()),
        file -> file,
        own -> new Block.Own(own.fence(), statements, own.expectations()),
        shown -> shown);
  }
}
