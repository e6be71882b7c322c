package dev.stagecraft.builtin.help;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.List;
import java.util.stream.Collectors;

/** An outline as a completion of bash: two functions of data, and one that walks the line. */
final class BashCompletion {
  private static final String WALK =
      """
      _stagecraft() {
        local cur=${COMP_WORDS[COMP_CWORD]} at= given= i word words options takes choices
        COMPREPLY=()
        _stagecraft_at ''
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          case " $takes " in *" $word "*) i=$((i + 1)); continue ;; esac
          case $word in -*) continue ;; esac
          case " $words " in
            *" $word "*) [ -n "$given" ] || { at="${at:+$at }$word"; _stagecraft_at "$at"; continue; } ;;
          esac
          given=yes
        done
        if ((i > COMP_CWORD)); then
          _stagecraft_value "$at ${COMP_WORDS[COMP_CWORD - 1]}"
          return
        fi
        case $cur in
          -*) [ -n "$given" ] && [ -z "$at" ] || COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
          *) [ -n "$given" ] || COMPREPLY=($(compgen -W "$words $choices" -- "$cur")) ;;
        esac
      }
      complete -o bashdefault -o default -F _stagecraft stagecraft
      """;

  private BashCompletion() {}

  static String of(Outline outline) {
    StringBuilder text = new StringBuilder("# bash completion for stagecraft\n\n");
    text.append("_stagecraft_at() {\n  words= options= takes= choices=\n  case $1 in\n");
    for (Outline.Place place : outline.places()) {
      text.append("    ").append(Outline.quoted(place.path())).append(")");
      append(text, "words", words(place.words()));
      append(text, "options", Outline.spelled(place.options(), false));
      append(text, "takes", Outline.spelled(place.options(), true));
      append(text, "choices", words(place.choices()));
      text.append(" ;;\n");
    }
    text.append("  esac\n}\n\n_stagecraft_value() {\n  case $1 in\n");
    for (Outline.Place place : outline.places()) {
      for (Option option : place.options()) {
        if (option.kind() != Kind.FLAG) {
          value(text, place.path(), option);
        }
      }
    }
    return text.append("    *) compopt +o default +o bashdefault 2>/dev/null ;;\n  esac\n}\n\n")
        .append(WALK)
        .toString();
  }

  private static void value(StringBuilder text, String path, Option option) {
    String reply;
    if (!option.choices().isEmpty()) {
      reply = "compgen -W " + Outline.quoted(String.join(" ", words(option.choices())));
    } else if (isFile(option.completes())) {
      reply = option.completes() == Completes.FOLDER ? "compgen -d" : "compgen -f";
    } else {
      return;
    }
    text.append("    ")
        .append(
            Outline.spelled(option).stream()
                .map(o -> Outline.quoted(path + " " + o))
                .collect(Collectors.joining(" | ")))
        .append(") COMPREPLY=($(")
        .append(reply)
        .append(" -- \"$cur\")) ;;\n");
  }

  /** Whether a value is a path on this machine. */
  static boolean isFile(Completes kind) {
    return kind == Completes.FILE || kind == Completes.FOLDER || kind == Completes.LAB;
  }

  private static List<String> words(List<Choice> choices) {
    return choices.stream().map(Choice::word).toList();
  }

  private static void append(StringBuilder text, String name, List<String> words) {
    if (!words.isEmpty()) {
      text.append(' ').append(name).append('=').append(Outline.quoted(String.join(" ", words)));
    }
  }
}
