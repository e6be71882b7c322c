package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.language.Heredoc;
import dev.stagecraft.language.Redirection;
import dev.stagecraft.language.SimpleCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step of a lab, and the files that it writes. */
public final class LabStep implements Facts {
  private final Lab.Step step;
  private final Around around;

  LabStep(Lab.Step step, Around around) {
    this.step = step;
    this.around = around;
  }

  /** Its number; 0 where it has none. */
  public int number() {
    return step.number();
  }

  /** Its heading, without the number. */
  public String title() {
    return step.title();
  }

  /** The heading above it, other than the lab's title. */
  public Optional<String> part() {
    return step.part();
  }

  /**
   * The files that it writes, by their paths, in its order: blocks that are files, and {@code cat}
   * with a quoted heredoc. What a program writes is not among them.
   */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (Block block : step.blocks()) {
      files.putAll(
          block.fold(
              commands -> written(commands.statements()),
              file -> Map.of(file.path(), file.fence().text()),
              own -> Map.of(),
              shown -> Map.of()));
    }
    return files;
  }

  private static Map<String, String> written(List<LabStatement> statements) {
    Map<String, String> files = new LinkedHashMap<>();
    for (LabStatement statement : statements) {
      for (SimpleCommand command : statement.parsed().commands()) {
        Optional<String> text =
            command.redirections().stream()
                .flatMap(r -> r.heredoc().filter(Heredoc::quoted).stream())
                .map(Heredoc::body)
                .findFirst();
        Optional<String> target =
            command.redirections().stream()
                .filter(r -> r.operator().equals(">"))
                .map(Redirection::target)
                .flatMap(word -> word.literal().stream())
                .findFirst();
        boolean copied = command.literals().filter(List.of("cat")::equals).isPresent();
        if (copied && text.isPresent() && target.isPresent()) {
          files.put(target.get(), text.get());
        }
      }
    }
    return files;
  }

  /**
   * Writes its files into the folder that commands are called in.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.write} where that cannot be done
   */
  public LabStep write() {
    files()
        .forEach(
            (name, text) -> {
              Path file = around.folder().resolve(name);
              try {
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
                Files.writeString(file, text);
              } catch (IOException e) {
                throw Problem.of("script.write", file + " cannot be written: " + e.getMessage())
                    .exception(e);
              }
            });
    return this;
  }

  @Override
  public Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("step", step.label());
    row.put("title", title());
    row.put("files", List.copyOf(files().keySet()));
    return row;
  }

  @Override
  public Object propertyMissing(String name) {
    return switch (name) {
      case "number" -> number();
      case "title" -> title();
      case "part" -> part().orElse("");
      case "files" -> files();
      default -> Facts.super.propertyMissing(name);
    };
  }

  @Override
  public String toString() {
    return number() == 0 ? title() : "Step " + number() + ": " + title();
  }
}
