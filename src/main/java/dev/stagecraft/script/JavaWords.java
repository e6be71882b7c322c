package dev.stagecraft.script;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The commands as Java's snippets call them: {@code build(".", Map.of("tag", "x"))}. A map among
 * the arguments has named arguments, wherever it stands. Every method fails with {@link
 * dev.stagecraft.core.ProblemException} where its command does.
 */
public final class JavaWords {
  // A snippet reaches nothing but static methods; its thread comes from the one that runs the text.
  private static final InheritableThreadLocal<Verbs> HERE = new InheritableThreadLocal<>();

  private JavaWords() {}

  /** Does something with a container, which is gone afterwards. */
  @FunctionalInterface
  public interface Use {
    /** Uses it; what this throws is passed on. */
    void with(Container container) throws Exception;
  }

  /** From now on the calling thread, and those that it starts, call these commands. */
  static void here(Verbs verbs) {
    HERE.set(verbs);
  }

  /** Builds an image. */
  public static Image build(Object... arguments) {
    return (Image) called("build", arguments);
  }

  /** The images of the engine. */
  @SuppressWarnings("unchecked") // the command returns these
  public static List<Image> images(Object... arguments) {
    return (List<Image>) called("images", arguments);
  }

  /** The containers that run; all of them with {@code Map.of("all", true)}. */
  @SuppressWarnings("unchecked") // the command returns these
  public static List<Container> ps(Object... arguments) {
    return (List<Container>) called("ps", arguments);
  }

  /** The same. */
  public static List<Container> containers(Object... arguments) {
    return ps(arguments);
  }

  /** Pulls an image. */
  public static Image pull(Object... arguments) {
    return (Image) called("pull", arguments);
  }

  /** Runs a program in a new container; what it wrote, or with {@code detach} the id. */
  public static String run(Object... arguments) {
    Object value = called("run", arguments);
    return value instanceof Container container ? container.id() : String.valueOf(value);
  }

  /**
   * Uses a container, which is gone afterwards.
   *
   * @throws Exception what the use throws
   */
  public static void run(Object image, Map<?, ?> named, Use use) throws Exception {
    List<Exception> thrown = new ArrayList<>();
    Optional<Object> none =
        HERE.get()
            .call(
                "run",
                List.of(named, image),
                Optional.of(
                    container -> {
                      try {
                        use.with(container);
                      } catch (Exception e) {
                        thrown.add(e);
                      }
                      return Optional.empty();
                    }));
    assert none.isEmpty();
    if (!thrown.isEmpty()) {
      throw thrown.get(0);
    }
  }

  /** What a container has written. */
  public static String logs(Object... arguments) {
    return String.valueOf(called("logs", arguments));
  }

  /** Stops containers. */
  public static void stop(Object... arguments) {
    called("stop", arguments);
  }

  /** Removes containers. */
  public static void rm(Object... arguments) {
    called("rm", arguments);
  }

  /** Removes images. */
  public static void rmi(Object... arguments) {
    called("rmi", arguments);
  }

  /** Any command by its name; rows are a list, texts a text. */
  public static Object call(String command, Object... arguments) {
    return called(command, arguments);
  }

  /** Any docker command: {@code docker("network", "ls")}. */
  public static Object docker(Object... words) {
    return called("docker", words);
  }

  /** An image of the engine by a name or an id; nothing is asked yet. */
  public static Image image(String reference) {
    return HERE.get().image(reference);
  }

  /** A container of the engine by a name or an id; nothing is asked yet. */
  public static Container container(String reference) {
    return HERE.get().container(reference);
  }

  /** Runs shell text in the session's shell; what it writes, without the last line end. */
  public static String sh(String text) {
    return HERE.get().sh(text);
  }

  /** A file by its path, from the folder that commands are called in. */
  public static File file(String path) {
    return HERE.get().file(path);
  }

  /**
   * Does something in another folder, which is made where it is not there.
   *
   * @throws Exception what that throws
   */
  public static <T> T dir(Object folder, Callable<T> work) throws Exception {
    return HERE.get().dir(folder, work);
  }

  /** Prints a value as the prompt shows it: rows as a table. */
  public static void show(Object value) {
    HERE.get().show(value);
  }

  /** Ends the script with an exit status. */
  @SuppressWarnings("DoNotCallSuggester") // to throw is how it ends the script
  public static void exit(int status) {
    throw new ScriptExit(status);
  }

  private static Object called(String name, Object... arguments) {
    List<Object> words = new ArrayList<>(Arrays.asList(arguments));
    Optional<Object> named = words.stream().filter(a -> a instanceof Map<?, ?>).findFirst();
    words.removeIf(a -> a instanceof Map<?, ?>);
    named.ifPresent(map -> words.add(0, map));
    return HERE.get().call(name, words, Optional.empty()).orElse("");
  }
}
