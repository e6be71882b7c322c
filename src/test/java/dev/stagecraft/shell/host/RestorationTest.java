package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state saved, restored in a fresh shell, and saved again, is the same. */
class RestorationTest {
  private static final String STATE =
      """
      mkdir -p "$HOME/a b" && cd "$HOME/a b"
      plain=1; export shown='x y'; declare -x unset_but_exported
      quoted=$'a\\nb "c" \\'d\\' $e `f` \\\\ g'
      bytes=$'\\xff\\xfe\\x01é'
      declare -i number=7; declare -u upper=abc; declare -l lower=ABC; declare -r fixed=ro
      declare -a list=(a 'b c' $'d\\ne'); list[9]=ten; declare -a empty=()
      declare -A map=([k]=v ['q "w']='x y' [é]=ü)
      target=t; declare -n ref=target
      long=$(printf '%20000s' x)
      PS4='-> '; IFS=$' \\t\\n:'; OPTIND=3
      f() { case $1 in a) echo A;; *) cat <<EOT
      here $1
      EOT
      ;; esac; }
      shopt -s extglob
      g() { [[ $1 == +(x|y) ]] && echo match; }
      export -f g; declare -ft f; r() { :; }; readonly -f r
      alias ll='ls -l' q="echo 'a b'"
      trap 'echo int' INT; trap 'echo usr1 "x"' USR1; trap 'echo err' ERR; trap ':' DEBUG
      umask 037
      set -u; set -o pipefail; shopt -s nullglob; set +B
      set -- one 'two three' ''
      """;

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session = new Session(folder, Origin.REPLAY);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aRoundTripChangesNothing() {
    assertEquals("", session.output(STATE));
    Snapshot before = session.executor.state();
    assertEquals("x y", before.environment().get("shown"));
    assertFalse(before.environment().containsKey("unset_but_exported"));
    assertTrue(before.traps().contains("ERR") && before.traps().contains("DEBUG"), before.traps());
    session.executor.shell().restore(before);
    session.output(":");
    Snapshot after = session.executor.state();
    assertEquals(before.variables(), after.variables());
    assertEquals(before.functions(), after.functions());
    assertEquals(before.functionNames(), after.functionNames());
    assertEquals(before.aliases(), after.aliases());
    assertEquals(before.options(), after.options());
    assertEquals(before.traps(), after.traps());
    assertEquals(before.umask(), after.umask());
    assertEquals(before.arguments(), after.arguments());
    assertEquals(before.folder(), after.folder());
    assertEquals(before.environment(), after.environment());
    assertEquals(
        "A\nhere z\nmatch\n3 two three\n",
        session.output("f a; f z; g xyx; echo $# $2").replaceAll("(?m)^err\n", ""));
  }

  @Test
  void anOlderStateIsUndo() {
    session.output("x=1; y=1; h() { :; }");
    Snapshot old = session.executor.state();
    session.output("x=2; unset y HOME; z=3; unset -f h; cd /");
    session.executor.shell().restore(old);
    assertEquals(
        "1 1 - " + session.work + " h\n",
        session
            .output("echo $x $y ${z--} $PWD $(declare -F | sed 's/.* //')")
            .replaceAll("__sc_\\w+ ?", "")
            .replace(" \n", "\n"));
  }

  @Test
  void nothingOfTheDriverShows() {
    session.output("Z=1; zz() { :; }; aa() { :; }");
    Snapshot state = session.executor.state();
    assertFalse(state.variables().contains("__sc_"), state.variables());
    assertEquals("aa () \n{ \n    :\n}\nzz () \n{ \n    :\n}\n", state.functions());
    assertEquals("", state.traps());
    assertFalse(state.environment().toString().contains("home/bin"));
  }

  @Test
  void variablesAndArgumentsCanBeSet() {
    HostShell shell = session.executor.shell();
    shell.assign("v", "it's é\n$x", false);
    shell.assign("w", "1", true);
    shell.arguments(java.util.List.of("a b", "", "c"));
    assertEquals("it's é\n$x 1 3 a b\n", session.output("echo \"$v\" $(printenv w) $# $1"));
    assertEquals("7\n", session.output("(exit 7)\necho $?"));
    session.run("(exit 7)");
    shell.assign("v", "2", false);
    assertEquals("7 2\n", session.output("echo $? $v"));
    assertEquals(Map.of("w", "1"), Map.of("w", session.executor.state().environment().get("w")));
  }
}
