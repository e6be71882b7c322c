package dev.stagecraft.command;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binds words to the options and arguments of a spec, as docker's CLI does: {@code --flag=value},
 * {@code --flag value}, clusters of letters ({@code -dit}), attached values ({@code -p80:80}), and
 * {@code --}.
 */
public final class Binder {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  private final CommandSpec spec;
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  private Binder(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Binds words.
   *
   * @param words what follows the command's own words
   * @throws dev.stagecraft.core.ProblemException {@code usage.option} (no such option), {@code
   *     usage.value} (an option without or with a wrong value), {@code usage.arguments} (too few or
   *     too many)
   */
  public static Bound bind(CommandSpec spec, List<String> words) {
    Binder binder = new Binder(spec);
    if (takesAllAsItStands(spec)) {
      binder.rest.addAll(words);
    } else {
      binder.read(words);
    }
    return new Bound(binder.options, binder.arguments());
  }

  /** Whether a spec takes its words unread: no options, everything to one argument. */
  public static boolean takesAllAsItStands(CommandSpec spec) {
    return spec.options().isEmpty()
        && spec.optionsFirst()
        && spec.arguments().size() == 1
        && spec.arguments().get(0).arity() == Arity.ANY;
  }

  private void read(List<String> words) {
    int i = 0;
    while (i < words.size()) {
      String word = words.get(i);
      if (word.equals("--")) {
        rest.addAll(words.subList(i + 1, words.size()));
        return;
      }
      if (word.startsWith("--")) {
        i += longOption(word, words, i);
      } else if (word.startsWith("-") && word.length() > 1) {
        i += letters(word, words, i);
      } else {
        if (spec.optionsFirst()) {
          rest.addAll(words.subList(i, words.size()));
          return;
        }
        rest.add(word);
        i++;
      }
    }
  }

  private int longOption(String word, List<String> words, int at) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
    Option option =
        spec.options().stream()
            .filter(o -> o.name().equals(name))
            .findFirst()
            .orElseThrow(() -> noSuch("unknown flag: --" + name));
    if (option.kind() == Kind.FLAG) {
      put(option, equals < 0 ? "true" : truth(word, word.substring(equals + 1)));
      return 1;
    }
    if (equals >= 0) {
      put(option, word.substring(equals + 1));
      return 1;
    }
    if (at + 1 >= words.size()) {
      throw noValue("flag needs an argument: --" + name);
    }
    put(option, words.get(at + 1));
    return 2;
  }

  private int letters(String word, List<String> words, int at) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Option option =
          spec.options().stream()
              .filter(o -> o.letter().filter(l -> l == letter).isPresent())
              .findFirst()
              .orElseThrow(() -> noSuch("unknown shorthand flag: '" + letter + "' in " + word));
      boolean more = i + 1 < word.length();
      if (option.kind() == Kind.FLAG) {
        if (more && word.charAt(i + 1) == '=') {
          put(option, truth(word, word.substring(i + 2)));
          return 1;
        }
        put(option, "true");
      } else if (more) {
        put(option, word.substring(word.charAt(i + 1) == '=' ? i + 2 : i + 1));
        return 1;
      } else if (at + 1 < words.size()) {
        put(option, words.get(at + 1));
        return 2;
      } else {
        throw noValue("flag needs an argument: '" + letter + "' in " + word);
      }
    }
    return 1;
  }

  private void put(Option option, String value) {
    options.computeIfAbsent(option.name(), k -> new ArrayList<>()).add(value);
  }

  private String truth(String word, String value) {
    if (TRUE.contains(value)) {
      return "true";
    }
    if (FALSE.contains(value)) {
      return "false";
    }
    throw noValue(
        "invalid argument \""
            + value
            + "\" for \""
            + word.substring(0, word.indexOf('='))
            + "\" flag: it is true or false");
  }

  private Map<String, List<String>> arguments() {
    Map<String, List<String>> bound = new LinkedHashMap<>();
    int at = 0;
    List<Argument> all = spec.arguments();
    for (int i = 0; i < all.size(); i++) {
      Argument argument = all.get(i);
      int needed =
          (int)
              all.subList(i + 1, all.size()).stream()
                  .filter(a -> a.arity() == Arity.ONE || a.arity() == Arity.SOME)
                  .count();
      int here = Math.max(0, rest.size() - at - needed);
      int takes =
          switch (argument.arity()) {
            case ONE, OPTIONAL -> Math.min(1, here);
            case SOME, ANY -> here;
          };
      if (takes == 0 && (argument.arity() == Arity.ONE || argument.arity() == Arity.SOME)) {
        throw wrongCount();
      }
      bound.put(argument.name(), List.copyOf(rest.subList(at, at + takes)));
      at += takes;
    }
    if (at < rest.size()) {
      throw wrongCount();
    }
    return bound;
  }

  private RuntimeException wrongCount() {
    long least =
        spec.arguments().stream()
            .filter(a -> a.arity() == Arity.ONE || a.arity() == Arity.SOME)
            .count();
    boolean open =
        spec.arguments().stream().anyMatch(a -> a.arity() == Arity.SOME || a.arity() == Arity.ANY);
    long most = open ? Long.MAX_VALUE : spec.arguments().size();
    String count;
    if (most == least) {
      count = least == 0 ? "accepts no arguments" : "requires " + plural(least);
    } else if (open) {
      count = "requires at least " + plural(least);
    } else {
      count = "requires at most " + plural(most);
    }
    return new Problem(
            "usage.arguments",
            "'" + String.join(" ", spec.name()) + "' " + count,
            java.util.Optional.of(Help.usage(spec)),
            java.util.Optional.empty())
        .exception();
  }

  private static String plural(long count) {
    return count + (count == 1 ? " argument" : " arguments");
  }

  private RuntimeException noSuch(String message) {
    return Problem.of("usage.option", message).withHint(seeHelp()).exception();
  }

  private RuntimeException noValue(String message) {
    return Problem.of("usage.value", message).withHint(seeHelp()).exception();
  }

  private String seeHelp() {
    return "help " + String.join(" ", spec.name());
  }
}
