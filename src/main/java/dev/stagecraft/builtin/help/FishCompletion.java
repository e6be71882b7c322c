package dev.stagecraft.builtin.help;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An outline as completions of fish: one {@code complete} a word or option. */
final class FishCompletion {
  private static final String WALK =
      """
      function __stagecraft_place
          set -l at
          set -l given no
          set -l skip no
          set -l typed (commandline -opc)
          for word in $typed[2..-1]
              if test $skip = yes
                  set skip no
                  continue
              end
              switch $word
                  case '-*'
                      if contains -- "$at $word" $__stagecraft_takes
                          set skip yes
                      end
                  case '*'
                      set -l next (string trim -- "$at $word")
                      if test $given = no; and contains -- $next $__stagecraft_places
                          set at $next
                      else
                          set given yes
                      end
              end
          end
          echo "$given $at"
      end

      function __stagecraft_at
          set -l place (__stagecraft_place)
          test "$place" = "no $argv[1]"
      end

      function __stagecraft_in
          set -l place (__stagecraft_place)
          test "$place" = "no $argv[1]"; or test "$place" = "yes $argv[1]"
      end

      """;

  private FishCompletion() {}

  static String of(Outline outline) {
    StringBuilder text = new StringBuilder("# fish completion for stagecraft\n\n");
    List<String> places = new ArrayList<>();
    List<String> takes = new ArrayList<>();
    for (Outline.Place place : outline.places()) {
      if (!place.path().isEmpty()) {
        places.add(place.path());
      }
      Outline.spelled(place.options(), true).forEach(o -> takes.add(place.path() + " " + o));
    }
    text.append("set -g __stagecraft_places ").append(quoted(places)).append('\n');
    text.append("set -g __stagecraft_takes ").append(quoted(takes)).append("\n\n");
    text.append(WALK);
    for (Outline.Place place : outline.places()) {
      place(text, place);
    }
    return text.toString();
  }

  private static void place(StringBuilder text, Outline.Place place) {
    for (List<Choice> words : List.of(place.words(), place.choices())) {
      for (Choice word : words) {
        text.append(begun("__stagecraft_at", place.path()));
        // at the beginning a script's file may stand as well
        text.append(place.path().isEmpty() ? " -a " : " -f -a ").append(quoted(word.word()));
        says(text, word.says());
      }
    }
    for (Option option : place.options()) {
      boolean own = place.path().isEmpty();
      text.append(begun(own ? "__stagecraft_at" : "__stagecraft_in", place.path()));
      if (option.name().length() == 1) {
        text.append(" -s ").append(option.name());
      } else {
        text.append(" -l ").append(option.name());
        option.letter().ifPresent(letter -> text.append(" -s ").append(letter));
      }
      if (option.kind() != Kind.FLAG) {
        text.append(BashCompletion.isFile(option.completes()) ? " -r -F" : " -x");
        if (!option.choices().isEmpty()) {
          text.append(" -a ")
              .append(
                  quoted(
                      option.choices().stream()
                          .map(Choice::word)
                          .collect(Collectors.joining(" "))));
        }
      }
      says(text, option.summary());
    }
  }

  private static String begun(String condition, String path) {
    return "complete -c stagecraft -n " + quoted(condition + " " + quoted(path, '"'));
  }

  private static void says(StringBuilder text, String says) {
    if (!says.isEmpty()) {
      text.append(" -d ").append(quoted(says));
    }
    text.append('\n');
  }

  private static String quoted(List<String> words) {
    return words.stream().map(FishCompletion::quoted).collect(Collectors.joining(" "));
  }

  /** Between single quotes, fish reads two escapes: the quote's and the backslash's own. */
  private static String quoted(String text) {
    return quoted(text, '\'');
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote) + quote;
  }
}
