package dev.stagecraft.lab;

import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.Reading;
import dev.stagecraft.language.ShellText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides what a fence is: commands, a file, or something to read. An annotation decides first,
 * then prompts, then the language, then what the lines look like; the language alone never decides.
 */
final class Classifier {
  private static final Set<String> OWN = Set.of("stagecraft");
  private static final Set<String> LATER = Set.of("groovy", "java", "jshell");
  private static final Set<String> POWERSHELL =
      Set.of("powershell", "pwsh", "ps1", "cmd", "bat", "batch", "dos");
  private static final Pattern TRACE = Pattern.compile("^\\++ .*");
  private static final Pattern HEADER =
      Pattern.compile("^[A-Z][A-Z ]*[A-Z](?: {2,}[A-Z][A-Z ]*)+$");
  private static final Set<String> COMMANDS =
      Set.of(
          ". [ alias apk apt apt-get awk base64 bash cat cd chmod chown clear cp curl cut date dd df"
              .concat(
                  " diff dnf docker docker-compose dockerd du echo env eval exec exit export file find for")
              .concat(
                  " function git go grep head hostname id if ip jq kill ln ls make mkdir mktemp mv mvn")
              .concat(
                  " nc node npm npx openssl ping pip pip3 printf ps pwd python python3 read rm rmdir sed")
              .concat(
                  " seq set sh sleep sort source ss stat sudo sysctl tail tar tee test time timeout touch")
              .concat(
                  " tr tree true uname uniq unset until vi vim wait watch wc wget which while xargs yum")
              .split(" "));

  private final List<String> remarks;
  private String lastStatement = "";

  Classifier(List<String> remarks) {
    this.remarks = remarks;
  }

  /** What a fence is. */
  Block block(Block.Fence fence, boolean fenced, Annotation annotation) {
    if (annotation.skip().isPresent()) {
      return new Block.Shown(fence, annotation.skip().orElseThrow());
    }
    if (annotation.saveAs().isPresent()) {
      return new Block.FileText(fence, annotation.saveAs().orElseThrow());
    }
    if (OWN.contains(fence.language())) {
      List<LabStatement> own = FenceStatements.script(fence, fence.lines()).statements();
      return own.isEmpty()
          ? new Block.Shown(fence, "nothing in it")
          : new Block.Own(fence, own, annotation.expectations());
    }
    if (!annotation.run()) {
      Optional<String> passive = passive(fence, fenced);
      if (passive.isPresent()) {
        return new Block.Shown(fence, passive.orElseThrow());
      }
    }
    return commands(fence, annotation);
  }

  /** Why a fence is certainly nothing to run, if it is not. */
  private Optional<String> passive(Block.Fence fence, boolean fenced) {
    String language = fence.language();
    List<String> lines = fence.lines().stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.of("nothing in it");
    }
    if (POWERSHELL.contains(language) || lines.stream().allMatch(Prompt::powerShell)) {
      return Optional.of("for PowerShell");
    }
    if (LATER.contains(language)) {
      return Optional.of(language + ": scripts in labs are not run yet");
    }
    if (!language.isEmpty() && !InfoString.shell(language)) {
      return Optional.of(language);
    }
    if (lines.stream().anyMatch(line -> Prompt.in(line).isPresent())) {
      return Optional.empty();
    }
    if (lines.stream().allMatch(line -> TRACE.matcher(line).matches())) {
      return Optional.of("a trace of commands");
    }
    if (Prompt.elsewhere(lines.get(0))) {
      return Optional.of("typed inside a container or another program");
    }
    if (!lastStatement.isEmpty()
        && language.isEmpty()
        && lines.get(0).strip().equals(lastStatement)
        && lines.size() > 1) {
      return Optional.of("the output of the commands above");
    }
    if (!fenced) {
      return Optional.of("indented text");
    }
    return language.isEmpty() ? looksLikeText(lines) : Optional.empty();
  }

  /** A fence without a language and without prompts. */
  private static Optional<String> looksLikeText(List<String> lines) {
    String first =
        lines.stream().filter(line -> !line.strip().startsWith("#")).findFirst().orElse("");
    String word = first.strip().split("[\\s;|&]", 2)[0];
    boolean assignment = word.matches("\\w+=.*");
    boolean path = word.matches("\\.{0,2}/[\\w./-]+");
    return COMMANDS.contains(word) || assignment || path
        ? Optional.empty()
        : Optional.of("text: no language, and it begins with no command known here");
  }

  private Block commands(Block.Fence fence, Annotation annotation) {
    boolean prompted = fence.lines().stream().anyMatch(line -> Prompt.in(line).isPresent());
    FenceStatements read =
        prompted
            ? FenceStatements.prompted(fence)
            : FenceStatements.script(fence, cleaned(fence, annotation.run()));
    if (read.statements().isEmpty()) {
      return new Block.Shown(fence, "no command in it");
    }
    String language = fence.language();
    Optional<String> doubt = Optional.empty();
    if (!annotation.run()) {
      doubt = read.doubt().or(() -> prompted ? Optional.empty() : doubtful(fence, language));
    }
    lastStatement = read.statements().get(read.statements().size() - 1).text().strip();
    return new Block.Commands(
        fence, read.statements(), annotation.expectations(), annotation.settings(), doubt);
  }

  private static Optional<String> doubtful(Block.Fence fence, String language) {
    if (fence.lines().stream().anyMatch(line -> HEADER.matcher(line.strip()).matches())) {
      return Optional.of("commands and output are mixed without prompts");
    }
    if (language.isEmpty()) {
      Reading reading = ShellText.read(fence.text());
      if (reading.end() != Completeness.COMPLETE) {
        return Optional.of("no language, and it does not read as shell text");
      }
    }
    return Optional.empty();
  }

  /** The lines of a script without those that are for another shell; as many as before. */
  private List<String> cleaned(Block.Fence fence, boolean asItStands) {
    if (asItStands) {
      return fence.lines();
    }
    for (int i = 0; i < fence.lines().size(); i++) {
      if (Prompt.powerShell(fence.lines().get(i))) {
        remarks.add("line " + fence.origins().get(i).line() + " is for PowerShell and is left out");
      }
    }
    return fence.lines().stream().map(line -> Prompt.powerShell(line) ? "" : line).toList();
  }
}
