package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product at a terminal, as a person uses it. */
class PromptIT {
  private static final String CTRL_C = "\u0003";
  private static final String UP = "\u001bOA";
  private static final String UP_IN_CURSOR_MODE = "\u001b[A";

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  /** Without an engine: the prompt needs none. */
  private ScreenPlay start() throws IOException {
    return start(80, Map.of());
  }

  private ScreenPlay start(int columns, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_HOST", "unix://" + temporary.resolve("no.sock"));
    environment.putAll(more);
    return new ScreenPlay(folder, Size.of(columns, 24), environment)
        .see(columns < 50 ? "▸" : "work ▸");
  }

  @Test
  void historyIsThereAgainInTheNextSession() throws IOException {
    try (ScreenPlay first = start()) {
      first.line("echo one").ends("one\nwork ▸").line("echo two").ends("two\nwork ▸");
      first.line("echo one").ends("one\nwork ▸");
      first.type(UP).ends("▸ echo one").type(UP_IN_CURSOR_MODE).ends("▸ echo two");
      first.type("\r").ends("two\nwork ▸");
      assertEquals(0, first.leave());
    }
    List<String> kept =
        Files.readAllLines(temporary.resolve("of-work/state/stagecraft/history")).stream()
            .map(l -> l.substring(l.indexOf(':') + 1))
            .toList();
    assertEquals(List.of("echo one", "echo two"), kept);
    try (ScreenPlay second = start()) {
      second.type(UP).ends("▸ echo two").type(UP).ends("▸ echo one").type("\r");
      second.ends("one\nwork ▸");
      assertEquals(0, second.leave());
    }
  }

  @Test
  void heredocGoesOnUntilItIsClosed() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("cat << 'EOF' > Dockerfile").ends("Dockerfile\n  …");
      play.line("FROM $x").line("EOF").ends("EOF\nwork ▸");
      assertEquals("FROM $x\n", Files.readString(folder.resolve("Dockerfile")));
      play.type(UP).see("the whole text again", s -> s.split("FROM \\$x", -1).length == 3);
      play.type(CTRL_C).ends("\nwork ▸");
      play.line("echo 'a").ends("…").line("b'").ends("a\nb\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void controlCAtThePromptTakesTheLineAway() throws IOException {
    try (ScreenPlay play = start()) {
      play.type(CTRL_C).ends("work ▸\nwork ▸");
      play.type("touch half").ends("half").type(CTRL_C).ends("▸ touch half\nwork ▸");
      play.line("echo alive").ends("alive\nwork ▸");
      assertFalse(Files.exists(folder.resolve("half")));
      play.type("x").ends("x").type("\u007f").ends("work ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void controlCStopsTheCommandOnly() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("x=kept; mkdir -p in; cd in").ends("in ▸");
      play.line("echo begun; sleep 100").ends("\nbegun").type(CTRL_C).ends("✗130 ▸");
      play.line("echo $x ${PWD##*/}").ends("kept in\nin ▸");
      play.line("echo busy; while :; do :; done").ends("\nbusy").type(CTRL_C).ends("✗130 ▸");
      play.line("echo $x again").ends("kept again\nin ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void controlCRightAfterEnterIsForTheLine() throws IOException {
    try (ScreenPlay play = start()) {
      for (String line : new String[] {"sleep 100", "while :; do :; done", "cat", "read x"}) {
        play.line(line).accepted().type(CTRL_C).ends("✗130 ▸");
        play.line("true").ends("true\nwork ▸").clear();
      }
      assertEquals(0, play.leave());
    }
  }

  @Test
  void endTearsDownWhatTheSessionMade() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(80, engine.environment())) {
        play.line("docker run -d --name " + engine.name("web") + " " + image + ":1 pause");
        play.see("work 1● ▸");
        assertEquals(0, play.leave());
        play.see("removed 1 container");
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void tabCompletesCommandsOptionsAndNames() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(80, engine.environment())) {
        // one image only: an engine that has many fills more than the screen
        play.type("docker ima")
            .press("\t", s -> s.contains("docker image"))
            .type("s " + image + "\r");
        play.see("its row", s -> s.matches("(?s).*\n" + image + " +1 +.*")).clear();
        play.type("docker run --rm " + image.substring(0, image.length() - 2) + "\t");
        play.ends("docker run --rm " + image + ":1");
        play.type(" echo done\r").ends("done\nwork ▸").clear();
        play.type("docker run --interac\t").ends("docker run --interactive").type(CTRL_C);
        Files.writeString(folder.resolve("a file"), "inside\n");
        play.type("cat a\t").ends("cat a\\ file").type("\r").ends("inside\nwork ▸");
        assertEquals(0, play.leave());
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void tabListsContainersWithWhatTheyAre() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String container = engine.name("box");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(100, engine.environment())) {
        play.type("docker run --na")
            .press("\t", s -> s.endsWith("docker run --name"))
            .type("x-" + container);
        play.ends("--name x-" + container).type(CTRL_C).ends("\nwork ▸").clear();
        play.line("docker create --name " + container + "-1 " + image + ":1 pause").clear();
        play.line("docker create --name " + container + "-2 " + image + ":1 pause").clear();
        play.type("docker rm " + container);
        play.press("\t", s -> s.contains("(" + image + ":1, Created)"));
        play.see("\ncontainers\n").type("2\t").see("docker rm " + container + "-2").type(CTRL_C);
        play.clear().line("docker rm " + container + "-1 " + container + "-2");
        play.ends(container + "-2\nwork ▸");
        assertEquals(0, play.leave());
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void tabKnowsNamesBeforeTheFirstDockerCommand() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(80, engine.environment())) {
        play.type("docker run --rm " + image.substring(0, image.length() - 2));
        play.press("\t", s -> s.endsWith("docker run --rm " + image + ":1"));
        play.type(CTRL_C).ends("\nwork ▸");
        assertEquals(0, play.leave());
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void interactiveContainerHasTheTerminal() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(80, engine.environment())) {
        play.line("docker run --rm -it " + image + ":1 echo ready pause echo after");
        play.ends("\nready").type(CTRL_C).ends("after\nwork ▸");
        play.line("echo alive").ends("alive\nwork ▸");
        assertEquals(0, play.leave());
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void controlCOfAContainerIsPassedOnAndTheSecondKills() throws IOException {
    try (RealEngine engine = RealEngine.assumed()) {
      String image = engine.name("tiny");
      String id = TinyImage.make(engine.engine(), image, "1");
      try (ScreenPlay play = start(80, engine.environment())) {
        play.line("x=kept; docker run --rm " + image + ":1 echo ready pause echo after exit 3");
        play.ends("\nready").type(CTRL_C).ends("\n^Cafter\nwork ✗3 ▸");
        play.line("clear").see("an empty screen", s -> s.equals("work ▸"));
        for (String flags : new String[] {"--rm", "--rm -i", "--rm -t"}) {
          play.line("docker run " + flags + " " + image + ":1 echo $x pause pause").ends("\nkept");
          play.press(CTRL_C, s -> s.endsWith("work ✗137 ▸"));
          play.line("clear").see("an empty screen", s -> s.equals("work ▸"));
        }
        play.line("docker run -d --rm --name " + engine.name("on") + " " + image + ":1 pause");
        play.see("work 1● ▸").clear();
        play.line("docker logs -f " + engine.name("on")).ends(engine.name("on")).accepted();
        play.type(CTRL_C).ends("work 1● ✗130 ▸");
        play.line("echo $x").ends("kept\nwork 1● ▸");
        assertEquals(0, play.leave());
      } finally {
        engine.engine().images().remove(id, true, false);
      }
    }
  }

  @Test
  void fullScreenPrograms() throws IOException {
    try (ScreenPlay play = start()) {
      if (installed("less")) {
        play.line("seq 1 200 > numbers; less numbers").see("\n23\nnumbers").type("G");
        play.see("\n200\n").type("q").ends("less numbers\nwork ▸");
      }
      if (installed("top")) {
        play.line("top").see("load average").type("q").ends("work ▸");
      }
      if (installed("vim")) {
        play.line("vim -u NONE new.txt").see("\n~\n~\n").type("ihello\u001b:wq\r");
        play.see("the prompt", s -> s.endsWith("work ▸") && Files.exists(file("new.txt")));
        assertEquals("hello\n", Files.readString(file("new.txt")));
      }
      play.line("stty -a | grep -ow isig").ends("isig\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  /** Not every machine has every program; what is there is tried. */
  private static boolean installed(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void jobControl() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("sh -c 'echo begun; exec sleep 100'").ends("\nbegun").type("\u001a").see("Stopped");
      play.ends("work ✗148 ▸").line("echo $?").ends("148\nwork ▸");
      play.line("bg; jobs").see("Running").line("kill %1; wait; echo gone").see("gone");
      play.see("the prompt", s -> s.endsWith("▸"));
      play.line("jobs; echo none").ends("none\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void keysTypedAheadAreNotLost() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("echo begun; until test -e go; do sleep 0.1; done").see("\nbegun");
      play.line("echo first").line("echo second");
      play.see("\necho second");
      Files.writeString(file("go"), "");
      play.see("both", s -> s.contains("\nfirst\n") && s.endsWith("second\nwork ▸"));
      play.line("echo more; until test -e stop; do sleep 0.1; done").see("\nmore");
      play.type("\u0004");
      Files.writeString(file("stop"), "");
      assertEquals(0, play.end());
    }
  }

  @Test
  void controlLTypedAheadClears() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("echo begun; until test -e go; do sleep 0.1; done").see("\nbegun");
      play.type("\f").ends("begun\n^L");
      Files.writeString(file("go"), "");
      play.see("an empty screen", s -> s.equals("work ▸"));
      play.line("echo alive").ends("work ▸ echo alive\nalive\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void terminationAtThePromptEndsTheSession() throws IOException {
    try (ScreenPlay play = start()) {
      play.line("echo alive").ends("alive\nwork ▸").type("half a line").ends("half a line");
      play.terminate();
      assertEquals(143, play.end());
    }
  }

  @Test
  void narrowTerminal() throws IOException {
    try (ScreenPlay play = start(40, Map.of())) {
      play.line("stty size").ends("24 40\n▸");
      play.line("echo 0123456789012345678901234567890123456789 end").ends("789\n end\n▸");
      play.line("false").ends("\n✗1 ▸");
      play.line("true").ends("\n▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void noColourWhereNoneIsWanted() throws IOException {
    try (ScreenPlay play = start(80, Map.of("NO_COLOR", "1"))) {
      play.line("echo 'a' $HOME; false").see("✗1 ▸");
      assertEquals(1, play.leave());
      assertFalse(play.raw().matches("(?s).*\u001b\\[[0-9;]*[1-9][0-9;]*m.*"), play.raw());
    }
  }
}
