package dev.stagecraft.engine.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a Dockerfile into instructions. Never fails: what it does not understand is an
 * instruction of an unknown keyword. Source: moby/buildkit, frontend/dockerfile/parser.
 */
final class DockerfileReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");
  private static final Pattern HEREDOC =
      Pattern.compile("\\d*<<(-?)(?:'([^'<]+)'|\"([^\"<]+)\"|([^<\"'\\s]+))");
  private static final Set<String> DIRECTIVES = Set.of("escape", "syntax", "check");
  private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");

  private final List<String> lines;
  private final Map<String, String> directives = new HashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private char escape = '\\';
  private int at;

  DockerfileReader(String text) {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    this.lines = body.lines().toList();
  }

  /** Reads all. */
  void read() {
    readDirectives();
    while (at < lines.size()) {
      int first = at;
      Optional<String> joined = joined();
      if (joined.isPresent()) {
        instruction(first, joined.get());
      }
    }
  }

  char escape() {
    return escape;
  }

  Optional<String> directive(String name) {
    return Optional.ofNullable(directives.get(name));
  }

  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  /** Directives stand at the very top; the first line that is none ends them. */
  private void readDirectives() {
    for (String line : lines) {
      Matcher directive = DIRECTIVE.matcher(line);
      if (!directive.matches()) {
        break;
      }
      String name = directive.group(1).toLowerCase(Locale.ROOT);
      if (!DIRECTIVES.contains(name) || directives.containsKey(name)) {
        break;
      }
      directives.put(name, directive.group(2));
      if (name.equals("escape") && directive.group(2).equals("`")) {
        escape = '`';
      }
    }
  }

  /** The next instruction's text with its continued lines; empty where only comments come. */
  private Optional<String> joined() {
    String first = lines.get(at++);
    if (isComment(first) || first.isBlank()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    String line = first.stripLeading();
    while (true) {
      Optional<String> continued = withoutContinuation(line);
      text.append(continued.orElse(line));
      if (continued.isEmpty()) {
        return Optional.of(text.toString().strip());
      }
      while (at < lines.size() && (isComment(lines.get(at)) || lines.get(at).isBlank())) {
        at++;
      }
      if (at >= lines.size()) {
        return Optional.of(text.toString().strip());
      }
      line = lines.get(at++);
    }
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  /** A line without the escape at its end that continues it; empty where it has none. */
  private Optional<String> withoutContinuation(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    boolean continues =
        end > 0 && line.charAt(end - 1) == escape && (end == 1 || line.charAt(end - 2) != escape);
    return continues ? Optional.of(line.substring(0, end - 1)) : Optional.empty();
  }

  private void instruction(int first, String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
    String rest = text.substring(end).strip();
    List<String> flags = new ArrayList<>();
    while (rest.startsWith("--")) {
      String flag = firstWord(rest);
      rest = rest.substring(flag.length()).strip();
      if (flag.equals("--")) {
        break;
      }
      flags.add(flag);
    }
    List<String> heredocs = new ArrayList<>();
    if (takesHeredocs(keyword, rest)) {
      for (String word : new Words(rest, escape).raw()) {
        Matcher heredoc = HEREDOC.matcher(word);
        if (heredoc.matches()) {
          heredocs.add(heredoc(heredoc));
        }
      }
    }
    instructions.add(new Instruction(first + 1, at, keyword, flags, rest, heredocs));
  }

  private static boolean takesHeredocs(String keyword, String rest) {
    if (keyword.equals("ONBUILD")) {
      String inner = firstWord(rest).toUpperCase(Locale.ROOT);
      return WITH_HEREDOCS.contains(inner);
    }
    return WITH_HEREDOCS.contains(keyword) && !(keyword.equals("RUN") && rest.startsWith("["));
  }

  private String heredoc(Matcher heredoc) {
    boolean tabs = !heredoc.group(1).isEmpty();
    String name =
        Optional.ofNullable(heredoc.group(2))
            .or(() -> Optional.ofNullable(heredoc.group(3)))
            .orElseGet(() -> heredoc.group(4));
    StringBuilder text = new StringBuilder();
    while (at < lines.size()) {
      String line = lines.get(at++);
      String shown = tabs ? line.replaceFirst("^\t+", "") : line;
      if (shown.equals(name)) {
        break;
      }
      text.append(shown).append('\n');
    }
    return text.toString();
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
