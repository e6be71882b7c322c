package dev.stagecraft.lab;

import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A docker command of a lab, read without running it. Words that the shell would have to expand
 * stand in it as they are written.
 *
 * @param verb in its short form: {@code images} for {@code docker image ls}
 * @param options by long name (or letter where there is none known), each with its values; a flag's
 *     value is {@code true}
 * @param arguments the words that are no options, for {@code run} the image first
 * @param literal whether every word is known without running anything
 */
public record DockerUse(
    String verb, Map<String, List<String>> options, List<String> arguments, boolean literal) {
  private static final Set<String> RUN_FLAGS =
      Set.of(
          "detach",
          "interactive",
          "tty",
          "init",
          "no-healthcheck",
          "oom-kill-disable",
          "help",
          "privileged",
          "publish-all",
          "quiet",
          "read-only",
          "rm",
          "sig-proxy",
          "disable-content-trust");
  private static final Set<String> BUILD_FLAGS =
      Set.of(
          "no-cache",
          "pull",
          "quiet",
          "squash",
          "force-rm",
          "rm",
          "compress",
          "load",
          "push",
          "check",
          "help",
          "disable-content-trust");
  private static final Set<String> VALUES =
      Set.of(
          "time",
          "timeout",
          "signal",
          "platform",
          "filter",
          "format",
          "tail",
          "since",
          "until",
          "last",
          "env",
          "user",
          "workdir");
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('d', "detach"),
          Map.entry('i', "interactive"),
          Map.entry('t', "tty"),
          Map.entry('p', "publish"),
          Map.entry('P', "publish-all"),
          Map.entry('q', "quiet"),
          Map.entry('v', "volume"),
          Map.entry('e', "env"),
          Map.entry('w', "workdir"),
          Map.entry('u', "user"),
          Map.entry('h', "hostname"),
          Map.entry('l', "label"),
          Map.entry('m', "memory"),
          Map.entry('c', "cpu-shares"),
          Map.entry('a', "attach"));

  public DockerUse {
    options = Map.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** The docker command that a simple command is, if it is one. */
  public static Optional<DockerUse> of(SimpleCommand command) {
    List<String> words = new ArrayList<>();
    boolean literal = true;
    for (Word word : command.words()) {
      words.add(word.literal().orElse(word.raw()));
      literal &= word.literal().isPresent();
    }
    if (!words.isEmpty() && words.get(0).equals("sudo")) {
      words.remove(0);
    }
    if (words.isEmpty() || !words.get(0).equals("docker")) {
      return Optional.empty();
    }
    int at = 1;
    while (at < words.size() && words.get(at).startsWith("-")) {
      boolean takes =
          Set.of("-H", "--host", "-c", "--context", "-l", "--log-level", "--config")
              .contains(words.get(at));
      at += takes ? 2 : 1;
    }
    if (at >= words.size()) {
      return Optional.empty();
    }
    String noun = words.get(at);
    boolean object = Set.of("container", "image", "builder", "buildx").contains(noun);
    if (object && at + 1 < words.size()) {
      at++;
    }
    String verb = object ? shortForm(noun, words.get(at)) : noun;
    return Optional.of(bind(verb, words.subList(at + 1, words.size()), literal));
  }

  private static String shortForm(String noun, String verb) {
    return switch (noun + " " + verb) {
      case "container ls", "container list", "container ps" -> "ps";
      case "image ls", "image list" -> "images";
      case "image rm", "image remove" -> "rmi";
      case "container prune", "image prune", "builder prune", "buildx prune" -> noun + " prune";
      default -> verb;
    };
  }

  private static DockerUse bind(String verb, List<String> words, boolean literal) {
    Map<String, List<String>> options = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    boolean stops = verb.equals("run") || verb.equals("create") || verb.equals("exec");
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (stops && !arguments.isEmpty() || !word.startsWith("-") || word.length() == 1) {
        arguments.add(word);
        at++;
      } else if (word.equals("--")) {
        arguments.addAll(words.subList(at + 1, words.size()));
        break;
      } else {
        at =
            word.startsWith("--")
                ? longOption(verb, words, at, options)
                : letters(verb, words, at, options);
      }
    }
    return new DockerUse(verb, options, arguments, literal);
  }

  private static int longOption(
      String verb, List<String> words, int at, Map<String, List<String>> options) {
    String word = words.get(at).substring(2);
    int sign = word.indexOf('=');
    if (sign >= 0) {
      put(options, word.substring(0, sign), word.substring(sign + 1));
    } else if (takesValue(verb, word) && at + 1 < words.size()) {
      put(options, word, words.get(at + 1));
      return at + 2;
    } else {
      put(options, word, "true");
    }
    return at + 1;
  }

  private static int letters(
      String verb, List<String> words, int at, Map<String, List<String>> options) {
    String word = words.get(at);
    for (int i = 1; i < word.length(); i++) {
      String name = name(verb, word.charAt(i));
      if (!takesValue(verb, name)) {
        put(options, name, "true");
        continue;
      }
      String rest = word.substring(i + 1);
      if (!rest.isEmpty()) {
        put(options, name, rest.startsWith("=") ? rest.substring(1) : rest);
        return at + 1;
      }
      if (at + 1 < words.size()) {
        put(options, name, words.get(at + 1));
        return at + 2;
      }
    }
    return at + 1;
  }

  private static String name(String verb, char letter) {
    if (verb.equals("build")) {
      return switch (letter) {
        case 't' -> "tag";
        case 'f' -> "file";
        default -> LETTERS.getOrDefault(letter, String.valueOf(letter));
      };
    }
    if (verb.equals("stop") || verb.equals("restart")) {
      return letter == 't' ? "time" : String.valueOf(letter);
    }
    if (verb.equals("rm") && letter == 'v') {
      return "volumes";
    }
    return LETTERS.getOrDefault(letter, String.valueOf(letter));
  }

  private static boolean takesValue(String verb, String option) {
    return switch (verb) {
      case "run", "create" -> !RUN_FLAGS.contains(option);
      case "build" -> !BUILD_FLAGS.contains(option);
      default -> VALUES.contains(option);
    };
  }

  private static void put(Map<String, List<String>> options, String name, String value) {
    String spelled = name.equals("net") ? "network" : name;
    options.computeIfAbsent(spelled, key -> new ArrayList<>()).add(value);
  }

  /** The values of an option. */
  public List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** Whether a flag is given. */
  public boolean flag(String option) {
    return values(option).contains("true");
  }

  /** The ports of the host that it publishes, where they are written as numbers. */
  public Set<Integer> publishedPorts() {
    Set<Integer> ports = new TreeSet<>();
    for (String mapping : values("publish")) {
      String[] parts = mapping.replaceFirst("/(tcp|udp|sctp)$", "").split(":", -1);
      if (parts.length < 2 || mapping.endsWith("/udp")) {
        continue;
      }
      String host = parts[parts.length - 2];
      if (host.matches("\\d{1,5}(-\\d{1,5})?")) {
        String[] ends = host.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int port = first; port <= last && port - first < 100; port++) {
          ports.add(port);
        }
      }
    }
    return ports;
  }

  /** The calls of docker in a statement, in order. */
  public static List<DockerUse> in(LabStatement statement) {
    return statement.parsed().commands().stream().flatMap(command -> of(command).stream()).toList();
  }
}
