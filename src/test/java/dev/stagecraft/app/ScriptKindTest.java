package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.shell.Interpreter.Language;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which language a script is in. */
class ScriptKindTest {
  private static final Optional<Language> GROOVY = Optional.of(Language.GROOVY);
  private static final Optional<Language> JAVA = Optional.of(Language.JAVA);
  private static final Optional<Language> SHELL = Optional.empty();

  private static Optional<Language> of(String name, String text) {
    return ScriptKind.of(Optional.empty(), name, text);
  }

  @Test
  void theSuffixSays() {
    assertEquals(GROOVY, of("a/b.groovy", ""));
    assertEquals(JAVA, of("b.JSH", ""));
    assertEquals(SHELL, of("b.sh", ""));
    assertEquals(SHELL, of("groovy", "echo"));
  }

  @Test
  void aRemarkSaysWhereTheNameDoesNot() {
    assertEquals(GROOVY, of("tool", "#!/usr/bin/env stagecraft\n// stagecraft: groovy\nx"));
    assertEquals(JAVA, of("tool", "// stagecraft: java\n"));
    assertEquals(SHELL, of("tool", "# stagecraft: shell\n"));
    assertEquals(SHELL, of("tool", "echo\necho\n# stagecraft: groovy"));
  }

  @Test
  void theOptionSaysMore() {
    assertEquals(JAVA, ScriptKind.of(Optional.of("java"), "b.groovy", ""));
    assertEquals(SHELL, ScriptKind.of(Optional.of("shell"), "b.groovy", ""));
    ProblemException wrong = assertThrows(ProblemException.class, () -> ScriptKind.named("perl"));
    assertEquals("there is no language perl", wrong.problem().message());
  }
}
