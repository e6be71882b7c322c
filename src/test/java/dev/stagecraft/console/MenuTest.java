package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.completion.Suggestion;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/** What Tab shows on a screen. */
class MenuTest {
  private static List<Suggestion> suggestions(String before) {
    if (before.endsWith("ima")) {
      return List.of(new Suggestion("images", "images", "commands", "List images", true));
    }
    if (before.endsWith("--")) {
      return List.of(
          new Suggestion("--detach", "--detach", "options", "Go on in the background", true),
          new Suggestion(
              "--health-start-interval",
              "--health-start-interval",
              "options",
              "Time between running the check during the start period (ms|s|m|h)",
              true));
    }
    if (before.endsWith("wbe")) {
      return List.of(new Suggestion("web-1", "web-1", "containers", "nginx, Up 3 minutes", true));
    }
    List<Suggestion> all = new ArrayList<>();
    all.add(new Suggestion("web-2", "web-2", "containers", "nginx:1.25, Up 3 minutes", true));
    all.add(new Suggestion("web-1", "web-1", "containers", "nginx:1.25, Exited (0)", true));
    all.add(new Suggestion("webnet", "webnet", "networks", "bridge", true));
    all.add(new Suggestion("web.txt", "web.txt", "files", "", true));
    return all;
  }

  /**
   * The screen after a line and some Tabs.
   *
   * @param tabs how many
   * @param seen what is on the screen when the last one has worked
   */
  private static String screen(int columns, String line, int tabs, String seen)
      throws IOException, InterruptedException {
    ScreenTerminal.VirtualTerminal virtual =
        ScreenTerminal.withTerminal("test", "xterm", columns, 16);
    try (LineDisciplineTerminal terminal = virtual.terminal()) {
      LineReader reader =
          Menu.on(
                  LineReaderBuilder.builder()
                      .terminal(terminal)
                      .parser(new PromptParser(text -> Completeness.COMPLETE)),
                  new PromptCompleter(MenuTest::suggestions, Runnable::run, Patience::real))
              .build();
      Thread reading = new Thread(() -> read(reader), "reading");
      reading.start();
      await(virtual, ">");
      terminal.processInputBytes(line.getBytes(StandardCharsets.UTF_8));
      await(virtual, "> " + line);
      terminal.processInputBytes("\t".repeat(tabs).getBytes(StandardCharsets.UTF_8));
      await(virtual, seen);
      String screen = text(virtual);
      terminal.raise(Terminal.Signal.INT);
      reading.join();
      return screen;
    }
  }

  private static void await(ScreenTerminal.VirtualTerminal virtual, String seen) {
    try {
      Await.until(seen, Duration.ofSeconds(10), () -> text(virtual).contains(seen));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n--- screen\n" + text(virtual) + "\n---", e);
    }
  }

  private static String text(ScreenTerminal.VirtualTerminal virtual) {
    return virtual.screen().toString().replaceAll("[ \\x00]+(?=\n|$)", "").replaceAll("\n+$", "");
  }

  private static void read(LineReader reader) {
    try {
      String unused = reader.readLine("> ");
    } catch (UserInterruptException | EndOfFileException e) {
      return;
    }
  }

  @Test
  void wideScreen() throws IOException, InterruptedException {
    assertEquals(
        """
        > docker inspect web
        containers
        web-2 (nginx:1.25, Up 3 minutes)   web-1   (nginx:1.25, Exited (0))
        files
        web.txt
        networks
        webnet                  (bridge)""",
        screen(100, "docker inspect web", 1, "(bridge)"));
  }

  @Test
  void narrowScreen() throws IOException, InterruptedException {
    assertEquals(
        """
        > docker inspect web
        containers
        web-2 (nginx:1.25, Up 3 minutes)
        web-1   (nginx:1.25, Exited (0))
        files
        web.txt
        networks
        webnet                  (bridge)""",
        screen(50, "docker inspect web", 1, "(bridge)"));
  }

  @Test
  void menuKeepsGroupsAndOrder() throws IOException, InterruptedException {
    String list =
        """

        containers
        web-2 (nginx:1.25, Up 3 minutes)   web-1   (nginx:1.25, Exited (0))
        files
        web.txt
        networks
        webnet                  (bridge)""";
    assertEquals(
        "> docker inspect web-2" + list,
        screen(100, "docker inspect web", 2, "> docker inspect web-2"));
    assertEquals(
        "> docker inspect web-1" + list,
        screen(100, "docker inspect web", 3, "> docker inspect web-1"));
  }

  @Test
  void longDescriptionsOnANarrowScreen() throws IOException, InterruptedException {
    assertEquals(
        """
        > docker run --
        options
        --detach                 (Go on in the background)
        --health-start-interval (Time between running th…)""",
        screen(50, "docker run --", 1, "th…"));
  }

  @Test
  void whatIsMistypedIsPutRight() throws IOException, InterruptedException {
    assertEquals(
        "> docker inspect web-1", screen(100, "docker inspect wbe", 1, "> docker inspect web-1"));
    assertEquals("> docker images", screen(100, "docker ima", 1, "> docker images"));
  }
}
