package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A fence of the file, and what it is for. */
public sealed interface Block permits Block.Commands, Block.FileText, Block.Own, Block.Shown {
  /** The fence itself. */
  Fence fence();

  /** Answers with the function of the kind that this block is. */
  <T> T fold(
      Function<Commands, T> commands,
      Function<FileText, T> file,
      Function<Own, T> own,
      Function<Shown, T> shown);

  /**
   * A fence as it stands in the file.
   *
   * @param place its first line, the one with the backticks
   * @param language the first word behind the backticks, in lower case; empty where there is none
   * @param lines its text, without the indentation of what it stands in
   * @param origins where each line begins in the file, one a line
   */
  record Fence(Place place, String language, List<String> lines, List<Place> origins) {
    public Fence {
      lines = List.copyOf(lines);
      origins = List.copyOf(origins);
    }

    /** The text, a line end after each line. */
    public String text() {
      return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
  }

  /**
   * Commands for the lab's shell.
   *
   * @param statements in order; at least one
   * @param expectations what must be true afterwards
   * @param settings what the author says about running it
   * @param doubt why it is not sure that these are commands; empty where it is
   */
  record Commands(
      Fence fence,
      List<LabStatement> statements,
      List<Expectation> expectations,
      Settings settings,
      Optional<String> doubt)
      implements Block {
    public Commands {
      statements = List.copyOf(statements);
      expectations = List.copyOf(expectations);
    }

    @Override
    public <T> T fold(
        Function<Commands, T> commands,
        Function<FileText, T> file,
        Function<Own, T> own,
        Function<Shown, T> shown) {
      return commands.apply(this);
    }
  }

  /**
   * The text of a file that the lab needs.
   *
   * @param path where it goes, relative to the shell's folder
   */
  record FileText(Fence fence, String path) implements Block {
    @Override
    public <T> T fold(
        Function<Commands, T> commands,
        Function<FileText, T> file,
        Function<Own, T> own,
        Function<Shown, T> shown) {
      return file.apply(this);
    }
  }

  /** Lines in Stagecraft's own language: a fence marked {@code stagecraft}. */
  record Own(Fence fence, List<LabStatement> statements, List<Expectation> expectations)
      implements Block {
    public Own {
      statements = List.copyOf(statements);
      expectations = List.copyOf(expectations);
    }

    @Override
    public <T> T fold(
        Function<Commands, T> commands,
        Function<FileText, T> file,
        Function<Own, T> own,
        Function<Shown, T> shown) {
      return own.apply(this);
    }
  }

  /**
   * Something to read: output, a fragment, another language.
   *
   * @param why in a few words, for a plan
   */
  record Shown(Fence fence, String why) implements Block {
    @Override
    public <T> T fold(
        Function<Commands, T> commands,
        Function<FileText, T> file,
        Function<Own, T> own,
        Function<Shown, T> shown) {
      return shown.apply(this);
    }
  }

  /**
   * What an author says about running a block.
   *
   * @param name what the block is called
   * @param folder the folder to run it in, relative to the shell's folder
   * @param limit how long each statement may take
   */
  record Settings(Optional<String> name, Optional<String> folder, Optional<Duration> limit) {
    /** Nothing was said. */
    static final Settings NONE = new Settings(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
