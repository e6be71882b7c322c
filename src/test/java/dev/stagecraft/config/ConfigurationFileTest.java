package dev.stagecraft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of a person's configuration, right and wrong. */
class ConfigurationFileTest {
  @TempDir private Path folder;

  private Configuration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), text);
    return ConfigurationFile.read(file, "~/c.yaml", List.of("dark", "light", "none"));
  }

  private Problem wrong(String text) {
    return assertThrows(ProblemException.class, () -> read(text)).problem();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    Configuration read =
        read(
            """
            # for a hall
            theme: none
            large: yes
            engine:
              provision: no
            packs: [~/one, /two]
            history: {size: 500}
            aliases:
              di: docker images
              q: echo 'a b'
            start:
              - set -o vi
              - cd /tmp
            """);
    assertEquals(
        Map.of(
            Setting.THEME, List.of("none"),
            Setting.LARGE, List.of("true"),
            Setting.PROVISION, List.of("no"),
            Setting.PACKS, List.of("~/one", "/two"),
            Setting.HISTORY, List.of("500"),
            Setting.ALIASES, List.of("di=docker images", "q=echo 'a b'"),
            Setting.START, List.of("set -o vi\ncd /tmp\n")),
        read.values());
    assertEquals(Map.of("di", "docker images", "q", "echo 'a b'"), read.aliases());
    assertEquals(Optional.of(false), read.truth(Setting.PROVISION));
  }

  @Test
  void nothingIsNothing() throws IOException {
    assertEquals(Configuration.none(), read(""));
    assertEquals(Configuration.none(), read("# only a remark\n"));
    assertEquals(
        Configuration.none(),
        ConfigurationFile.read(folder.resolve("none.yaml"), "~/c.yaml", List.of()));
    assertEquals(Optional.empty(), read("engine: {provision: ask}").truth(Setting.PROVISION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          large: no;themes: dark|config.key|~/c.yaml:2: there is no key themes|did you mean theme?
          engine:;  provison: no|config.key|~/c.yaml:2: there is no key engine.provison|did you mean engine.provision?
          wallpaper: x|config.key|~/c.yaml:1: there is no key wallpaper|the keys here are theme, large, engine, packs, history, start, aliases
          theme: lihgt|config.value|~/c.yaml:1: theme is not "lihgt" but one of dark, light, none|did you mean light?
          large: 3|config.value|~/c.yaml:1: large wants true or false, not "3"|config lists the keys, with what they are
          large: [yes]|config.value|~/c.yaml:1: large wants true or false, not a list|config lists the keys, with what they are
          history:;  size: many|config.value|~/c.yaml:2: history.size wants a number from 1 to 1000000, not "many"|config lists the keys, with what they are
          theme: dark;theme: light|config.value|~/c.yaml:2: theme is there twice|config lists the keys, with what they are
          engine: no|config.value|~/c.yaml:1: engine is a map: provision|config lists the keys, with what they are
          aliases:;  a b: x|config.value|~/c.yaml:2: "a b" cannot be the name of an alias|config lists the keys, with what they are
          start:|config.value|~/c.yaml:1: start wants a file, or a list of lines, not nothing|config lists the keys, with what they are
          - x|config.value|~/c.yaml:1: the file is a map: theme, large, engine, packs, history, start, aliases|config lists the keys, with what they are
          """)
  void mistakesAreSaidWithTheirLine(String text, String code, String message, String hint) {
    Problem problem = wrong(text.replace(';', '\n'));
    assertEquals(
        List.of(code, message, hint),
        List.of(problem.code(), problem.message(), problem.hint().orElse("")));
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() {
    Problem problem = wrong("theme: dark\nlarge: [\n");
    assertEquals("config.syntax", problem.code());
    assertEquals("~/c.yaml:3: no YAML: ", problem.message().substring(0, 21));
  }
}
