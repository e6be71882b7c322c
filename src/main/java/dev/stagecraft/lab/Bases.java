package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a Dockerfile begins with, as far as its text tells: for a plan, before any file
 * is written. What a build really asks for, the engine's builder says.
 */
final class Bases {
  private static final Pattern FROM =
      Pattern.compile("(?i)^\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*$");
  private static final Pattern ARG = Pattern.compile("(?i)^\\s*ARG\\s+(\\w+)(?:=(\\S*))?\\s*$");

  private static final Pattern USE = Pattern.compile("\\$(?:\\{(\\w+)(?::-([^}]*))?\\}|(\\w+))");

  private Bases() {}

  /** The bases, in order, each once, without {@code scratch} and the file's own stages. */
  static List<String> of(String dockerfile, List<String> given) {
    Map<String, String> arguments = new HashMap<>();
    Set<String> stages = new HashSet<>();
    List<String> bases = new ArrayList<>();
    for (String line : dockerfile.lines().toList()) {
      Matcher argument = ARG.matcher(line);
      if (argument.matches() && stages.isEmpty() && argument.group(2) != null) {
        arguments.put(argument.group(1), filled(unquoted(argument.group(2)), arguments));
      }
      Matcher from = FROM.matcher(line);
      if (from.matches()) {
        given.forEach(pair -> set(arguments, pair));
        String base = filled(from.group(1), arguments);
        if (!base.equals("scratch")
            && !stages.contains(base.toLowerCase(Locale.ROOT))
            && !bases.contains(base)) {
          bases.add(base);
        }
        stages.add(from.group(2) == null ? " " : from.group(2).toLowerCase(Locale.ROOT));
      }
    }
    return bases;
  }

  private static void set(Map<String, String> arguments, String pair) {
    int sign = pair.indexOf('=');
    if (sign > 0 && arguments.containsKey(pair.substring(0, sign))) {
      arguments.put(pair.substring(0, sign), pair.substring(sign + 1));
    }
  }

  /** The text with its arguments in place; one without a value stays as it is written. */
  private static String filled(String base, Map<String, String> arguments) {
    return USE.matcher(base)
        .replaceAll(
            use -> {
              String name = use.group(1) == null ? use.group(3) : use.group(1);
              String other = use.group(2) == null ? use.group() : use.group(2);
              return Matcher.quoteReplacement(arguments.getOrDefault(name, other));
            });
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.matches("\"[^\"]*\"|'[^']*'");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
