package dev.stagecraft.acceptance;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The product as it was built, started by its launcher in a folder of its own.
 *
 * <p>The state is the folder's, so that tests neither see nor leave anything; the launcher's cache
 * is shared by all tests of one build, since it holds nothing but copies. What the machine's
 * environment says about engines, colours and proxies does not reach the product unless a test says
 * so.
 */
final class Stagecraft {
  private static final List<String> CLEARED =
      List.of(
          "CI",
          "COLUMNS",
          "LINES",
          "NO_COLOR",
          "TERM",
          "LANG",
          "DOCKER_HOST",
          "DOCKER_CONTEXT",
          "STAGECRAFT_ENGINE_SHARED");

  private final Path root = Path.of(System.getProperty("stagecraft.home", ".")).toAbsolutePath();
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>(System.getenv());

  /** Without an engine. */
  Stagecraft(Path folder) {
    this.folder = folder;
    CLEARED.forEach(environment::remove);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    environment.put("XDG_CACHE_HOME", root.resolve("target/acceptance").toString());
  }

  /** On an engine. */
  Stagecraft(Path folder, Map<String, String> engine) {
    this(folder);
    environment.putAll(engine);
  }

  /** With a variable set; the same object. */
  Stagecraft with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The checkout. */
  Path root() {
    return root;
  }

  /** What the product keeps between its runs. */
  Path state() {
    return folder.resolve("state").resolve("stagecraft");
  }

  /** The launcher's path. */
  String launcher() {
    return root.resolve("scripts/stagecraft").toString();
  }

  /** The journals, locks and work folders that are there, by name. */
  List<String> sessions() {
    Path sessions = state().resolve("sessions");
    if (!Files.isDirectory(sessions)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(sessions)) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts it with arguments, in the checkout, with nothing on stdin. */
  Running start(String... arguments) {
    return launch(words(arguments), Optional.empty());
  }

  /** Starts it with arguments and something on stdin. */
  Running start(InputStream input, String... arguments) {
    return launch(words(arguments), Optional.of(input));
  }

  private List<String> words(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Starts another program with the same environment and the same folder. */
  Running program(List<String> command, InputStream input) {
    return launch(command, Optional.of(input));
  }

  private Running launch(List<String> command, Optional<InputStream> input) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (input.isEmpty()) {
      builder.redirectInput(new File("/dev/null"));
    }
    try {
      return new Running(builder.start(), input.orElseGet(InputStream::nullInputStream));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Runs it to its end. */
  Ended run(String... arguments) {
    return start(arguments).end();
  }

  /** Runs a script on stdin to its end. */
  Ended script(String text, String... arguments) {
    return start(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), arguments).end();
  }

  /**
   * What a run came to.
   *
   * @param status its exit status
   * @param out what it wrote to stdout
   * @param err what it wrote to stderr
   */
  record Ended(int status, String out, String err) {}
}
