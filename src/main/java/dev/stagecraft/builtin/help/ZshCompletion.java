package dev.stagecraft.builtin.help;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.List;
import java.util.stream.Collectors;

/** An outline as a completion of zsh, with what each word means. */
final class ZshCompletion {
  private static final String WALK =
      """
      _stagecraft() {
        local at given word
        local -i i=2
        local -a nodes options takes choices values
        _stagecraft_at ''
        while (( i < CURRENT )); do
          word=$words[i]
          if (( $takes[(Ie)$word] )); then
            (( i += 2 ))
            continue
          fi
          if [[ $word != -* ]]; then
            if [[ -z $given ]] && (( $nodes[(I)${word}(:*|)] )); then
              at="${at:+$at }$word"
              _stagecraft_at "$at"
            else
              given=yes
            fi
          fi
          (( i++ ))
        done
        if (( i > CURRENT )); then
          _stagecraft_value "$at $words[CURRENT-1]"
          return
        fi
        if [[ $words[CURRENT] == -* ]]; then
          [[ -n $given && -z $at ]] && { _files; return }
          _describe -o -t options option options
          return
        fi
        if [[ -z $given ]]; then
          (( $#nodes )) && _describe -t commands command nodes
          (( $#choices )) && _describe -t choices argument choices
          (( $#nodes + $#choices )) && [[ -n $at ]] && return
        fi
        _files
      }
      if [[ $funcstack[1] == _stagecraft ]]; then
        _stagecraft "$@"
      else
        compdef _stagecraft stagecraft
      fi
      """;

  private ZshCompletion() {}

  static String of(Outline outline) {
    StringBuilder text = new StringBuilder("#compdef stagecraft\n\n");
    text.append("_stagecraft_at() {\n  nodes=() options=() takes=() choices=()\n  case $1 in\n");
    for (Outline.Place place : outline.places()) {
      text.append("    (").append(Outline.quoted(place.path())).append(")\n");
      append(text, "nodes", described(place.words()));
      append(
          text,
          "options",
          place.options().stream()
              .flatMap(o -> Outline.spelled(o).stream().map(s -> s + ":" + o.summary()))
              .toList());
      append(text, "takes", Outline.spelled(place.options(), true));
      append(text, "choices", described(place.choices()));
      text.append("      ;;\n");
    }
    text.append("  esac\n}\n\n_stagecraft_value() {\n  case $1 in\n");
    for (Outline.Place place : outline.places()) {
      for (Option option : place.options()) {
        if (option.kind() != Kind.FLAG) {
          value(text, place.path(), option);
        }
      }
    }
    return text.append("  esac\n}\n\n").append(WALK).toString();
  }

  private static void value(StringBuilder text, String path, Option option) {
    String reply;
    if (!option.choices().isEmpty()) {
      reply =
          "values=("
              + described(option.choices()).stream()
                  .map(Outline::quoted)
                  .collect(Collectors.joining(" "))
              + "); _describe -t values value values";
    } else if (BashCompletion.isFile(option.completes())) {
      reply = option.completes() == Completes.FOLDER ? "_files -/" : "_files";
    } else {
      return;
    }
    text.append("    (")
        .append(
            Outline.spelled(option).stream()
                .map(o -> Outline.quoted(path + " " + o))
                .collect(Collectors.joining("|")))
        .append(") ")
        .append(reply)
        .append(" ;;\n");
  }

  /** Words with their meaning; a colon of a word would end it. */
  private static List<String> described(List<Choice> choices) {
    return choices.stream()
        .map(c -> c.word().replace(":", "\\:") + (c.says().isEmpty() ? "" : ":" + c.says()))
        .toList();
  }

  private static void append(StringBuilder text, String name, List<String> words) {
    if (!words.isEmpty()) {
      text.append("      ").append(name).append("=(");
      text.append(words.stream().map(Outline::quoted).collect(Collectors.joining(" ")));
      text.append(")\n");
    }
  }
}
