package dev.stagecraft.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.core.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words bound as docker's CLI binds them. */
class BinderTest {
  private static final CommandSpec RUN =
      new CommandSpec(
          List.of("docker", "run"),
          List.of(List.of("run")),
          Group.DOCKER,
          "Run",
          List.of(
              Option.flag("detach", "in the background").letter('d'),
              Option.flag("interactive", "keep stdin").letter('i'),
              Option.flag("tty", "a terminal").letter('t'),
              Option.flag("rm", "remove"),
              Option.list("publish", "list", Completes.NOTHING, "ports").letter('p'),
              Option.value("name", "string", Completes.NOTHING, "name")),
          List.of(
              new Argument("IMAGE", Arity.ONE, Completes.IMAGE),
              new Argument("COMMAND", Arity.ANY, Completes.NOTHING)),
          true,
          List.of());

  @Test
  void clustersAttachedValuesAndTheWordsOfTheContainer() {
    Bound bound =
        Binder.bind(
            RUN,
            List.of(
                "-dit",
                "-p80:80",
                "-dp",
                "8080:80",
                "--name=web",
                "--rm=false",
                "alpine",
                "sh",
                "-c",
                "ls -d",
                "--rm"));
    assertEquals(
        Map.of(
            "detach", List.of("true", "true"),
            "interactive", List.of("true"),
            "tty", List.of("true"),
            "publish", List.of("80:80", "8080:80"),
            "name", List.of("web"),
            "rm", List.of("false")),
        bound.options());
    assertEquals(
        Map.of("IMAGE", List.of("alpine"), "COMMAND", List.of("sh", "-c", "ls -d", "--rm")),
        bound.arguments());
  }

  @Test
  void saysWhatIsWrongAsDockerDoes() {
    assertEquals("unknown flag: --nope", message("--nope", "x"));
    assertEquals("unknown shorthand flag: 'x' in -dx", message("-dx", "y"));
    assertEquals("flag needs an argument: --name", message("--name"));
    assertEquals("flag needs an argument: 'p' in -p", message("-p"));
    assertEquals("'docker run' requires at least 1 argument", message("-d"));
  }

  private static String message(String... words) {
    return assertThrows(ProblemException.class, () -> Binder.bind(RUN, List.of(words)))
        .problem()
        .message();
  }
}
