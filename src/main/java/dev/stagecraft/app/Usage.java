package dev.stagecraft.app;

import dev.stagecraft.builtin.help.Launcher;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.List;

/** The process's own options, as help, completion and the manual page tell them. */
final class Usage {
  static final Launcher LAUNCHER =
      new Launcher(
          "Stagecraft shows containers to other people: a prompt, a scripting shell and a replay"
              + " of labs over a Docker engine",
          List.of(
              new Choice(
                  "stagecraft [OPTIONS]", "the prompt; without a terminal, stdin is the script"),
              new Choice(
                  "stagecraft [OPTIONS] -c LINE [ARG...]", "one line, as a shell would run it"),
              new Choice("stagecraft [OPTIONS] -e GROOVY [ARG...]", "one line of Groovy"),
              new Choice(
                  "stagecraft [OPTIONS] FILE [ARG...]",
                  "a script: .groovy, .jsh (Java), anything else is shell text"),
              new Choice(
                  "stagecraft [OPTIONS] COMMAND [ARG...]",
                  "one command: replay FILE, docker images, help, ...")),
          List.of(
              Option.flag(
                  "provision",
                  "install and start what is missing, a private Docker engine among it"),
              Option.flag(
                      "yes", "answer questions with yes: clean up after a crash, start an engine")
                  .letter('y'),
              Option.flag("keep", "leave at the end what was created"),
              Option.flag("no-shield", "let a replay touch what is not its own"),
              Option.flag(
                  "stand-ins", "make do with a stand-in also where a registry answers and refuses"),
              Option.value("c", "LINE", Completes.NOTHING, "run one line"),
              Option.value("e", "GROOVY", Completes.NOTHING, "run one line of Groovy"),
              Option.value("S", "LANGUAGE", Completes.NOTHING, "the language of FILE or stdin")
                  .choices(Choice.of("groovy", "java", "shell")),
              Option.value("host", "URL", Completes.NOTHING, "the engine's address").letter('H'),
              Option.value("context", "NAME", Completes.NOTHING, "the engine's docker context"),
              Option.flag("verbose", "say more, the log's path among it"),
              Option.flag("version", "the version"),
              Option.flag("help", "this").letter('h')),
          List.of(
              new Choice("~/.config/stagecraft/", "configuration: $XDG_CONFIG_HOME"),
              new Choice(
                  "~/.local/state/stagecraft/",
                  "sessions, history, logs, the private engine: $XDG_STATE_HOME"),
              new Choice("~/.cache/stagecraft/", "may be deleted at any time: $XDG_CACHE_HOME"),
              new Choice(
                  "~/.local/share/stagecraft/packs/",
                  "base images to take along: $XDG_DATA_HOME, and the folders in"
                      + " STAGECRAFT_PACKS")),
          List.of(
              new Choice("0", "done"),
              new Choice("1", "a step failed"),
              new Choice("2", "bad usage"),
              new Choice("3", "no engine"),
              new Choice("4", "something could not be removed"),
              new Choice("129 130 143", "ended by a signal"),
              new Choice("others", "a line or script ends with the status of its last statement")));

  private Usage() {}
}
