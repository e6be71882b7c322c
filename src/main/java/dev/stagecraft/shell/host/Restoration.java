package dev.stagecraft.shell.host;

import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.shell.host.Declarations.Declaration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statements that bring a fresh shell into a state, one character a byte. Jobs, open files and
 * {@code $!} cannot be brought back; errexit is not, as the new shell would end by it again.
 */
final class Restoration {
  private static final Set<String> LEFT_OUT =
      Set.of("errexit", "history", "emacs", "vi", "xtrace", "noexec", "onecmd", "privileged");

  private final Snapshot wanted;
  private final Snapshot fresh;

  /**
   * A restoration.
   *
   * @param wanted the state to bring back
   * @param fresh the state that a new shell has by itself
   */
  Restoration(Snapshot wanted, Snapshot fresh) {
    this.wanted = wanted;
    this.fresh = fresh;
  }

  /** The statements, in order; each stands alone, so that one that fails takes no other along. */
  List<String> statements() {
    return List.of(quiet(variables()), quiet(functions()), quiet(rest()), quiet(options()));
  }

  private static String quiet(String text) {
    return "{\n" + text + "\\builtin :\n} 2>/dev/null";
  }

  private String variables() {
    StringBuilder text = new StringBuilder();
    List<Declaration> declarations = Declarations.of(wanted.variables());
    Set<String> names = declarations.stream().map(Declaration::name).collect(Collectors.toSet());
    for (Declaration old : Declarations.of(fresh.variables())) {
      if (!names.contains(old.name()) && !old.has('r')) {
        text.append("\\builtin unset -v ").append(old.name()).append('\n');
      }
    }
    // without \builtin before it, or bash would not read an array's value
    declarations.stream().filter(d -> !d.has('n')).forEach(d -> text.append(d.text()).append('\n'));
    declarations.stream().filter(d -> d.has('n')).forEach(d -> text.append(d.text()).append('\n'));
    text.append("__sc_args=").append(wanted.arguments()).append('\n');
    return text.append("\\builtin set -- \"${__sc_args[@]}\"\n").toString();
  }

  private String functions() {
    StringBuilder text = new StringBuilder("\\builtin shopt -s extglob\n");
    Set<String> names = new TreeSet<>(wanted.functionsByName());
    for (String old : fresh.functionsByName()) {
      if (!names.contains(old)) {
        text.append("\\builtin unset -f ").append(old).append('\n');
      }
    }
    // eval: extglob must be on when the functions are read
    text.append("\\builtin eval ").append(Bytes.quoted(wanted.functions())).append('\n');
    wanted
        .functionNames()
        .lines()
        .filter(line -> !line.startsWith("declare -f "))
        .forEach(line -> text.append("\\builtin ").append(line).append('\n'));
    return text.toString();
  }

  private String rest() {
    String folder = Bytes.encoded(wanted.folder().toString());
    StringBuilder text = new StringBuilder();
    text.append("\\builtin unalias -a\n").append(wanted.aliases());
    text.append(wanted.traps());
    text.append(wanted.umask());
    text.append("\\builtin cd -- ").append(Bytes.quoted(folder)).append('\n');
    Declarations.of(wanted.variables()).stream()
        .filter(d -> d.name().equals("OLDPWD"))
        .forEach(d -> text.append("\\builtin ").append(d.text()).append('\n'));
    return text.toString();
  }

  private String options() {
    StringBuilder text = new StringBuilder();
    wanted
        .options()
        .lines()
        .filter(line -> !LEFT_OUT.contains(name(line)) && !name(line).startsWith("compat"))
        .forEach(line -> text.append("\\builtin ").append(line).append('\n'));
    if (wanted.option('x')) {
      text.append("__sc_x=$'\\\\builtin set -x\\n' __sc_fl=${__sc_fl}x\n");
    }
    return text.toString();
  }

  private static String name(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }
}
