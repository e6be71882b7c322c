package dev.stagecraft.lab;

import java.util.List;
import java.util.Optional;

/**
 * A lab: what is to be done, in the order of the file.
 *
 * @param source the file, as the person named it
 * @param text the whole file; places and spans point into it
 * @param title the first heading of the first level, if there is one
 * @param steps every heading with at least one block of its own, in the order of the file
 * @param apps rows of the table of sizes at the end
 * @param remarks what was noticed while reading, a sentence each, with the line
 */
public record Lab(
    String source,
    String text,
    Optional<String> title,
    List<Step> steps,
    List<App> apps,
    List<String> remarks) {
  public Lab {
    steps = List.copyOf(steps);
    apps = List.copyOf(apps);
    remarks = List.copyOf(remarks);
  }

  /**
   * A heading and the blocks below it, up to the next heading.
   *
   * @param number the number in the heading ({@code Step 3: …}), 0 where other headings have one
   *     and this has not; counted from 1 where no heading has one
   * @param part the heading above that one, other than the lab's title, if there is one
   * @param title the heading's text without that number; the lab's title or its file name for what
   *     stands before the first heading
   * @param line where the heading is, counted from 1
   * @param blocks in the order of the file, at least one
   */
  public record Step(
      int number, Optional<String> part, String title, int line, List<Block> blocks) {
    public Step {
      blocks = List.copyOf(blocks);
    }

    /** How it is called in lists: its number, or a dot. */
    public String label() {
      return number == 0 ? "\u00b7" : String.valueOf(number);
    }
  }

  /**
   * A row of the table of sizes: an application built twice.
   *
   * @param name what the row is called
   * @param single the image built in one stage
   * @param multi the image built in several
   * @param says what the lab itself says of the sizes, if it says something
   * @param line where this was written, counted from 1
   */
  public record App(String name, String single, String multi, Optional<String> says, int line) {}

  /** How many steps have a number. */
  public int numberedSteps() {
    return (int) steps.stream().filter(step -> step.number() > 0).count();
  }

  /** All blocks, in the order of the file. */
  public List<Block> blocks() {
    return steps.stream().flatMap(step -> step.blocks().stream()).toList();
  }
}
