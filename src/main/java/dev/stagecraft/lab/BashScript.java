package dev.stagecraft.lab;

import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.ShellText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lab as a script for bash that runs without Stagecraft, in the order of the file: headings are
 * comments and are printed, files are heredocs, and everything else stands as its author wrote it.
 *
 * <p>It judges as a replay does: a statement that ends with another status than the right one ends
 * the script with that status, one that throws its complaints away goes on whatever comes of it.
 * What the author expects of outputs, answers and sizes is not in it.
 */
public final class BashScript {
  /** Ends the script where a status is not the right one; the lab's own steps see it otherwise. */
  private static final List<String> JUDGE =
      List.of(
          "# A statement's status, its line in the lab, and the status that is right.",
          "lab_ended() {",
          "  local right=${3:-0}",
          "  if [ \"$right\" = nonzero ] && [ \"$1\" != 0 ]; then right=$1; fi",
          "  if [ \"$1\" != \"$right\" ]; then",
          "    printf '%s\\n' \"$lab_file:$2: status $1, $right is right\" >&2",
          "    exit \"$(($1 == 0 ? 1 : $1))\"",
          "  fi",
          "  return \"$1\"",
          "}");

  private final Lab lab;
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> left = new ArrayList<>();

  private BashScript(Lab lab) {
    this.lab = lab;
  }

  /**
   * A script.
   *
   * @param text all of it, with a line end behind each line
   * @param left the lines of the lab where a block of Stagecraft's own commands is left out
   */
  public record Written(String text, List<Integer> left) {
    public Written {
      left = List.copyOf(left);
    }
  }

  /** Writes a lab as a script. What is not sure, {@link Doubts} has refused before. */
  public static Written of(Lab lab) {
    BashScript script = new BashScript(lab);
    script.head();
    String part = "";
    for (Lab.Step step : lab.steps()) {
      if (!step.part().orElse("").equals(part)) {
        part = step.part().orElse("");
        script.heading(part);
      }
      script.heading(step.number() == 0 ? step.title() : step.number() + ". " + step.title());
      for (Block block : step.blocks()) {
        script.block(block);
      }
    }
    // the last statement may have failed as it should
    script.lines.add("");
    script.lines.add("exit 0");
    return new Written(String.join("\n", script.lines) + "\n", script.left);
  }

  private void head() {
    lines.add("#!/usr/bin/env bash");
    lab.title().ifPresent(title -> lines.add("# " + title));
    String name = name(lab.source());
    lines.add("# Exported by Stagecraft from " + oneLine(name) + ". It needs bash, and");
    lines.add("# the programs that the lab calls. The first statement that fails ends it.");
    lines.add("lab_file=" + ShellWord.of(name));
    lines.add("# As at a prompt, where labs are typed.");
    lines.add("shopt -s expand_aliases");
    lines.addAll(JUDGE);
  }

  /** What the script calls the lab: of a path that means this machine alone, the file's name. */
  private static String name(String source) {
    Path path = Path.of(source);
    return path.isAbsolute() ? String.valueOf(path.getFileName()) : source;
  }

  private void heading(String text) {
    if (text.isEmpty()) {
      return;
    }
    String line = "== " + oneLine(text) + " ==";
    lines.add("");
    lines.add("# " + line);
    lines.add("echo " + ShellWord.of(line));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  private void block(Block block) {
    boolean unused =
        block.fold(
            this::commands,
            file -> {
              lines.add("");
              add(FileWriting.script(file));
              judged(file.fence().place().line(), "");
              return true;
            },
            own -> {
              left.add(own.fence().place().line());
              lines.add("");
              lines.add("# Stagecraft's own commands, left out:");
              own.fence().lines().forEach(line -> lines.add("#   " + line));
              return true;
            },
            shown -> false);
  }

  private boolean commands(Block.Commands block) {
    int line = block.fence().place().line();
    lines.add("");
    block
        .settings()
        .limit()
        .ifPresent(limit -> lines.add("# at most " + limit.toMillis() / 1000.0 + " s a statement"));
    Optional<String> folder = block.settings().folder();
    if (folder.isPresent()) {
      lines.add("lab_back=$PWD");
      lines.add("cd " + ShellWord.path(folder.get()));
      judged(line, "");
    }
    for (int i = 0; i < block.statements().size(); i++) {
      boolean last = i == block.statements().size() - 1;
      statement(block.statements().get(i), last ? right(block.expectations()) : Optional.empty());
    }
    if (folder.isPresent()) {
      lines.add("cd \"$lab_back\"");
    }
    return true;
  }

  private static Optional<String> right(List<Expectation> expectations) {
    return expectations.stream()
        .filter(Expectation.Exit.class::isInstance)
        .map(Expectation.Exit.class::cast)
        .findFirst()
        .map(
            exit ->
                exit.status().isPresent() ? String.valueOf(exit.status().getAsInt()) : "nonzero");
  }

  private void statement(LabStatement statement, Optional<String> right) {
    String text = statement.text();
    boolean whole = ShellText.read(text + "\n").end() == Completeness.COMPLETE;
    // what bash cannot finish reading would take the rest of the script with it
    add(whole ? text : "eval " + ShellWord.of(text));
    if (right.isPresent() || !statement.tolerated()) {
      judged(statement.place().line(), right.map(status -> " " + status).orElse(""));
    }
  }

  private void judged(int line, String right) {
    lines.add("lab_ended $? " + line + right);
  }

  /** Adds a text, without the end of its last line. */
  private void add(String text) {
    lines.add(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }
}
