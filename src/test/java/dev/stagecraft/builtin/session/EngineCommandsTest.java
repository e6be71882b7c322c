package dev.stagecraft.builtin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.provision.EngineFolder;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.session.Session;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about a private engine that does not run and cannot be started. */
class EngineCommandsTest {
  @TempDir private Path state;
  private Supplier<List<String>> standIns = List::of;

  private Calls calls(FakeEngine used) {
    PrivateEngine own =
        new PrivateEngine(
            new EngineFolder(state.resolve("engine"), state.resolve("run")), Map.of("PATH", ""));
    Session session =
        Session.open(new Session.Settings(state, () -> used, Clock.systemUTC(), false));
    return new Calls(new EngineCommands(own, () -> used, session, standIns).all());
  }

  private String rest() {
    return "private engine   does not run\n"
        + "address          unix://"
        + state.resolve("run/docker.sock")
        + "\nimages           "
        + state.resolve("engine")
        + "\n";
  }

  @Test
  void statusNamesTheEngineInUse() {
    FakeEngine engine = new FakeEngine();
    Calls calls = calls(engine);
    assertEquals(
        "WHAT             IS\nin use           unix:///fake.sock, version 20.10.24\n" + rest(),
        calls.call("engine status").text());
    engine.goAway();
    assertEquals(
        "WHAT             IS\n"
            + "in use           none: no engine answers at unix:///fake.sock\n"
            + rest(),
        calls.call("engine status").text());
  }

  @Test
  void stopAndPurgeOfNothingAreFine() {
    Calls calls = calls(new FakeEngine());
    Outcome stop = calls.call("engine stop");
    assertEquals("the private engine does not run\n", stop.text());
    assertEquals(0, stop.status());
    assertEquals("the private engine and its images are gone\n", calls.call("engine purge").text());
  }

  @Test
  void purgeRemovesStandInsOfThePersonsOwnEngine() {
    standIns = () -> List.of("removed stagecraft-base/golang:1.22");
    assertEquals(
        "removed stagecraft-base/golang:1.22\nthe private engine and its images are gone\n",
        calls(new FakeEngine()).call("engine purge").text());
    standIns =
        () -> {
          throw new EngineRefusal(409, "image is being used by running container 12ab");
        };
    Outcome used = calls(new FakeEngine()).call("engine purge");
    assertEquals(1, used.status());
    assertEquals(
        "a stand-in could not be removed: image is being used by running container 12ab",
        used.problem().orElseThrow().message());
  }

  @Test
  void startSaysWhatStandsInItsWay() throws IOException {
    // A file where the engine's folder should be: nothing is started, whatever the machine has.
    Files.writeString(state.resolve("engine"), "");
    Outcome start = calls(new FakeEngine()).call("engine start");
    assertEquals(1, start.status());
    assertEquals("provision", start.problem().map(p -> p.area()).orElse("none"));
  }
}
