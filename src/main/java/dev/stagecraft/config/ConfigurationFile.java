package dev.stagecraft.config;

import dev.stagecraft.command.Nearest;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the file, and says what is wrong in it, with the line. */
public final class ConfigurationFile {
  private final String shown;
  private final List<String> themes;
  private final Map<Setting, List<String>> values = new EnumMap<>(Setting.class);
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private ConfigurationFile(String shown, List<String> themes) {
    this.shown = shown;
    this.themes = themes;
  }

  /**
   * Reads it. A file that is not there configures nothing, and loads no class of YAML's.
   *
   * @param shown what a person calls the file
   * @param themes the themes that there are
   * @throws dev.stagecraft.core.ProblemException {@code config.read} where it cannot be read,
   *     {@code config.syntax} where it is no YAML, {@code config.key} for a key that is not known,
   *     {@code config.value} for a value that a key cannot have
   */
  public static Configuration read(Path file, String shown, List<String> themes) {
    if (!Files.exists(file)) {
      return Configuration.none();
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw Problem.of("config.read", shown + " cannot be read: " + e.getMessage())
          .withHint("it is a text in UTF-8 that you may read")
          .exception(e);
    }
    return new ConfigurationFile(shown, themes).parsed(text);
  }

  private Configuration parsed(String text) {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().setLabel(shown).build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
      throw Problem.of("config.syntax", shown + ":" + line + ": no YAML: " + e.getProblem())
          .withHint("key: value, a line each; what is inside is indented by two blanks")
          .exception(e);
    } catch (YamlEngineException e) {
      throw Problem.of("config.syntax", shown + ": no YAML: " + e.getMessage())
          .withHint("key: value, a line each; what is inside is indented by two blanks")
          .exception(e);
    }
    if (root.isPresent() && !isEmpty(root.get())) {
      map("", root.get());
    }
    return new Configuration(values, aliases);
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
  }

  private void map(String level, Node node) {
    if (!(node instanceof MappingNode map)) {
      String what = level.isEmpty() ? "the file" : level.substring(0, level.length() - 1);
      throw wrong(node, what + " is a map: " + String.join(", ", Setting.keys(level)));
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple pair : map.getValue()) {
      String key = scalar(pair.getKeyNode()).orElse("");
      if (!seen.add(key)) {
        throw wrong(pair.getKeyNode(), level + key + " is there twice");
      }
      Optional<Setting> setting = Setting.of(level + key);
      if (setting.isPresent()) {
        value(setting.get(), pair.getValueNode());
      } else if (level.isEmpty() && Setting.isMap(key)) {
        map(key + ".", pair.getValueNode());
      } else {
        throw unknown(level, key, pair.getKeyNode());
      }
    }
  }

  private void value(Setting setting, Node node) {
    List<String> texts =
        switch (setting.kind()) {
          case WORD -> List.of(word(setting, node));
          case TRUTH -> List.of(truth(setting, node));
          case NUMBER -> List.of(number(setting, node));
          case FOLDERS, SCRIPT -> texts(setting, node);
          case MAP -> pairs(setting, node);
        };
    values.put(setting, texts);
  }

  private String word(Setting setting, Node node) {
    String word = scalar(node).orElseThrow(() -> mistyped(setting, node));
    if (setting == Setting.THEME) {
      return oneOf(setting, word, themes, node);
    }
    String asked = Setting.truth(word).map(yes -> yes ? "yes" : "no").orElse(word);
    return oneOf(setting, asked, List.of("yes", "no", "ask"), node);
  }

  private String oneOf(Setting setting, String word, List<String> words, Node node) {
    if (!words.contains(word)) {
      throw Problem.of(
              "config.value",
              place(node)
                  + ": "
                  + setting.key()
                  + " is not \""
                  + word
                  + "\" but one of "
                  + String.join(", ", words))
          .withHint(
              Nearest.of(word, words)
                  .map(near -> "did you mean " + near + "?")
                  .orElse(setting.key() + ": " + words.get(0)))
          .exception();
    }
    return word;
  }

  private String truth(Setting setting, Node node) {
    return scalar(node)
        .flatMap(Setting::truth)
        .map(String::valueOf)
        .orElseThrow(() -> mistyped(setting, node));
  }

  private String number(Setting setting, Node node) {
    return scalar(node)
        .filter(n -> n.matches("[1-9][0-9]{0,5}|1000000"))
        .orElseThrow(() -> mistyped(setting, node));
  }

  private List<String> texts(Setting setting, Node node) {
    if (node instanceof SequenceNode list) {
      List<String> texts = new ArrayList<>();
      for (Node each : list.getValue()) {
        texts.add(scalar(each).orElseThrow(() -> mistyped(setting, each)));
      }
      if (setting == Setting.START) {
        // a list is lines, one text is a file
        return texts.isEmpty() ? List.of() : List.of(String.join("\n", texts) + "\n");
      }
      return texts;
    }
    return List.of(
        scalar(node).filter(t -> !t.isBlank()).orElseThrow(() -> mistyped(setting, node)));
  }

  private List<String> pairs(Setting setting, Node node) {
    if (!(node instanceof MappingNode map)) {
      throw mistyped(setting, node);
    }
    for (NodeTuple pair : map.getValue()) {
      String name = scalar(pair.getKeyNode()).orElse("");
      if (!name.matches("[A-Za-z0-9_.+:@%,!?-]+")) {
        throw wrong(pair.getKeyNode(), "\"" + name + "\" cannot be the name of an alias");
      }
      aliases.put(
          name,
          scalar(pair.getValueNode()).orElseThrow(() -> mistyped(setting, pair.getValueNode())));
    }
    return aliases.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  private String place(Node node) {
    return shown + ":" + node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }

  private RuntimeException wrong(Node node, String what) {
    return Problem.of("config.value", place(node) + ": " + what)
        .withHint("config lists the keys, with what they are")
        .exception();
  }

  private RuntimeException mistyped(Setting setting, Node node) {
    String found =
        scalar(node)
            .map(text -> text.isEmpty() ? "nothing" : "\"" + text + "\"")
            .orElse(node instanceof MappingNode ? "a map" : "a list");
    return Problem.of(
            "config.value",
            place(node)
                + ": "
                + setting.key()
                + " wants "
                + setting.kind().wanted()
                + ", not "
                + found)
        .withHint("config lists the keys, with what they are")
        .exception();
  }

  private RuntimeException unknown(String level, String key, Node node) {
    List<String> keys = Setting.keys(level);
    return Problem.of("config.key", place(node) + ": there is no key " + level + key)
        .withHint(
            Nearest.of(key, keys)
                .map(near -> "did you mean " + level + near + "?")
                .orElse("the keys here are " + String.join(", ", keys)))
        .exception();
  }
}
