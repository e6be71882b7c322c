package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.completion.Suggestion;
import dev.stagecraft.language.Completeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private static String screen(int columns, String line, int tabs, String seen) throws IOException {
    PromptCompleter completer =
        new PromptCompleter(MenuTest::suggestions, Runnable::run, Patience::real);
    try (EditorPlay play =
        new EditorPlay(
            columns,
            16,
            b -> Menu.on(b.parser(new PromptParser(text -> Completeness.COMPLETE)), completer))) {
      return play.type(line).see("> " + line).type("\t".repeat(tabs)).see(seen).screen();
    }
  }

  @Test
  void wideScreen() throws IOException {
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
  void narrowScreen() throws IOException {
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
  void menuKeepsGroupsAndOrder() throws IOException {
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
  void longDescriptionsOnANarrowScreen() throws IOException {
    assertEquals(
        """
        > docker run --
        options
        --detach                 (Go on in the background)
        --health-start-interval (Time between running th…)""",
        screen(50, "docker run --", 1, "th…"));
  }

  @Test
  void whatIsMistypedIsPutRight() throws IOException {
    assertEquals(
        "> docker inspect web-1", screen(100, "docker inspect wbe", 1, "> docker inspect web-1"));
    assertEquals("> docker images", screen(100, "docker ima", 1, "> docker images"));
  }
}
