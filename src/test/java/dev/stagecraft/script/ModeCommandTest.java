package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Tongue;
import dev.stagecraft.testkit.PlainStreams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code mode} changes, and who hears of it. */
class ModeCommandTest {
  private final Tongue tongue = new Tongue();
  private final List<Language> expected = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(new Registry(List.of(new ModeCommand(tongue, expected::add))));

  private Outcome call(String line) {
    return dispatcher.call(
        List.of(line.split(" ")),
        new Dispatcher.Surroundings(
            Path.of("/"), Map.of(), new PlainStreams(), Progress.none(), Invocation.Origin.PROMPT));
  }

  @Test
  void aLanguageIsToldToThoseWhoLoadIt() {
    assertEquals("shell\n", call("mode").text());
    assertEquals(0, call("mode java").status());
    assertEquals("java\n", call("mode").text());
    assertEquals(0, call("mode shell").status());
    assertEquals(Optional.empty(), tongue.now());
    assertEquals(List.of(Language.JAVA), expected);
  }

  @Test
  void aLanguageThatThereIsNotChangesNothing() {
    Outcome outcome = call("mode perl");
    assertEquals(2, outcome.status());
    assertEquals("there is no mode perl", outcome.problem().orElseThrow().message());
    assertEquals(Optional.empty(), tongue.now());
    assertEquals(List.of(), expected);
  }
}
