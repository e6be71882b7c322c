package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Variables and labels from flags and files. Source: docker/cli, opts and pkg/kvfile. */
final class Environments {
  private Environments() {}

  /**
   * Variables of a container: those of files, then those of flags. One without a value has that of
   * the caller's environment.
   */
  static List<String> read(Invocation call, List<String> files, List<String> flags) {
    List<String> all = new ArrayList<>();
    for (String file : files) {
      for (String line : lines(call, file)) {
        if (line.indexOf('=') >= 0) {
          all.add(line);
        } else {
          Optional.ofNullable(call.environment().get(line)).ifPresent(v -> all.add(line + "=" + v));
        }
      }
    }
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (flag.isEmpty() || equals == 0) {
        throw Words.usage(
            "invalid argument \""
                + flag
                + "\" for \"-e, --env\" flag: invalid environment variable: "
                + flag);
      }
      Optional<String> value = Optional.ofNullable(call.environment().get(flag));
      all.add(equals < 0 && value.isPresent() ? flag + "=" + value.get() : flag);
    }
    return all;
  }

  /** Labels: those of files, then those of flags. */
  static List<String> labels(Invocation call, List<String> files, List<String> flags) {
    List<String> all = new ArrayList<>();
    files.forEach(file -> all.addAll(lines(call, file)));
    all.addAll(flags);
    return all;
  }

  private static List<String> lines(Invocation call, String file) {
    Path path = call.folder().resolve(file);
    List<String> lines = new ArrayList<>();
    try {
      for (String line : Files.readString(path, StandardCharsets.UTF_8).lines().toList()) {
        String text = line.stripLeading();
        if (text.isEmpty() || text.startsWith("#")) {
          continue;
        }
        String name = text.substring(0, text.indexOf('=') < 0 ? text.length() : text.indexOf('='));
        if (name.isEmpty() || name.matches(".*\\s.*")) {
          throw Words.usage(
              "invalid env file ("
                  + file
                  + "): "
                  + (name.isEmpty()
                      ? "no variable name on line '" + text + "'"
                      : "variable '" + name + "' contains whitespaces"));
        }
        lines.add(text);
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw Words.usage("open " + file + ": no such file or directory");
    } catch (IOException e) {
      throw Problem.of("docker.file", "read " + file + ": " + e.getMessage()).exception(e);
    }
  }
}
