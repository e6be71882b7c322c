package dev.stagecraft.app;

/** What {@code --help} says of the process's own options. */
final class Usage {
  static final String TEXT =
      """
      Stagecraft shows containers to other people: a prompt, a scripting shell and a replay of labs over a Docker engine.

      Usage
        stagecraft [OPTIONS]                       the prompt; without a terminal, stdin is the script
        stagecraft [OPTIONS] -c LINE [ARG...]      one line, as a shell would run it
        stagecraft [OPTIONS] -e GROOVY [ARG...]    one line of Groovy
        stagecraft [OPTIONS] FILE [ARG...]         a script: .groovy, .jsh (Java), anything else is shell text
        stagecraft [OPTIONS] COMMAND [ARG...]      one command: replay FILE, docker images, help, ...

      Options
        --provision        install and start what is missing, a private Docker engine among it
        --yes              answer questions with yes: clean up after a crash, start an engine
        --keep             leave at the end what was created
        --no-shield        let a replay touch what is not its own
        --stand-ins        make do with a stand-in also where a registry answers and refuses
        -S LANGUAGE        the language of FILE or stdin: groovy, java, shell
        -H, --host URL     the engine's address
            --context NAME the engine's docker context
        --verbose          say more, the log's path among it
        --version          the version
        --help             this

      Exit status
        0 done, 1 a step failed, 2 bad usage, 3 no engine, 4 something could not be removed,
        129, 130, 143 after a signal; a line or script ends with the status of its last statement.

      stagecraft help lists the commands.
      """;

  private Usage() {}
}
