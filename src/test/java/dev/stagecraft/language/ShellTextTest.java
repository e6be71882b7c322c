package dev.stagecraft.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {
  @Test
  void statementsHaveTheirLinesAndSpans() {
    String text = "# Build\ndocker build . \\\n  -t x\n\n  cat <<EOF\n$a\nEOF\nls; pwd";

    Reading reading = ShellText.read(text);

    assertEquals(Completeness.COMPLETE, reading.end());
    assertEquals(Optional.empty(), reading.problem());
    assertEquals("", reading.rest());
    assertEquals(
        List.of("# Build", "docker build . \\\n  -t x", "  cat <<EOF\n$a\nEOF", "ls; pwd"),
        reading.statements().stream().map(Statement::text).toList());
    assertEquals(List.of(1, 2, 5, 8), reading.statements().stream().map(Statement::line).toList());
    assertEquals(
        List.of(true, false, false, false),
        reading.statements().stream().map(Statement::commentOnly).toList());
    assertEquals(3, reading.effective().size());
  }

  @Test
  void aSimplePipelineHasWordsRedirectionsAndAssignments() {
    Pipeline pipeline =
        only("A=1 B+='x y' docker build -t 'a b' . 2>&1 </dev/null |& tail -5 # note")
            .single()
            .orElseThrow();

    SimpleCommand docker = pipeline.commands().get(0);
    assertEquals(Optional.of(List.of("docker", "build", "-t", "a b", ".")), docker.literals());
    assertEquals(List.of("A", "B"), docker.assignments().stream().map(Assignment::name).toList());
    assertEquals(Optional.of("x y"), docker.assignments().get(1).value().literal());
    assertTrue(docker.assignments().get(1).append());
    assertEquals(
        List.of("2>&1", "</dev/null", "2>&1"),
        docker.redirections().stream()
            .map(r -> r.fd().map(String::valueOf).orElse("") + r.operator() + target(r))
            .toList());
    assertEquals(Optional.of(List.of("tail", "-5")), pipeline.commands().get(1).literals());
  }

  private static String target(Redirection redirection) {
    return redirection.target().literal().orElseThrow();
  }

  @Test
  void listsAreDividedIntoPipelines() {
    Statement statement = only("a && ! b | c || d; e & time f");

    assertEquals(
        List.of("&&", "||", ";", "&", ""),
        statement.items().stream().map(Pipeline::operatorAfter).toList());
    assertEquals(
        List.of(false, true, false, false, false),
        statement.items().stream().map(Pipeline::negated).toList());
    assertEquals(
        List.of(false, false, false, true, false),
        statement.items().stream().map(Pipeline::background).toList());
    assertTrue(statement.items().get(4).timed());
    assertEquals(Optional.empty(), statement.single());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; b",
        "a && b",
        "a &",
        "! a",
        "time a",
        "{ a; }",
        "(a)",
        "a | (b)",
        "f() { a; }",
        "((1))",
        "[[ a ]]",
        "if a; then b; fi",
        "coproc a"
      })
  void whatIsMoreThanOneSimplePipelineIsNotSingle(String text) {
    assertEquals(Optional.empty(), only(text).single());
  }

  @Test
  void commandsAreFoundAtAnyDepth() {
    Statement statement =
        only(
            "for i in 1 2; do docker rm \"$(docker ps -q)\"; done > log; f() { ls `pwd`; };"
                + " if [[ -n $(id) ]]; then cat <(sort x); fi; echo ${x:-$(hostname)} $(($(nproc)+1))");

    assertTrue(statement.compound());
    assertEquals(
        List.of(
            "docker", "docker", "", "ls", "pwd", "id", "cat", "sort", "echo", "hostname", "nproc"),
        statement.commands().stream().map(c -> c.name().orElse("")).toList());
    assertEquals("log", target(statement.commands().get(2).redirections().get(0)));
  }

  @Test
  void heredocsHaveTheirBodies() {
    Statement statement = only("cat <<A - <<-'B' > f\n\\$x a\\\nb\n\\A\nA\n\t\t$y\n\tB");

    List<Redirection> redirections = statement.commands().get(0).redirections();
    Heredoc first = redirections.get(0).heredoc().orElseThrow();
    assertEquals(new Heredoc("A", false, false, "\\$x a\\\nb\n\\A\n"), first);
    assertEquals(Optional.of("$x ab\n\\A\n"), first.literal());
    Heredoc second = redirections.get(1).heredoc().orElseThrow();
    assertEquals(new Heredoc("B", true, true, "$y\n"), second);
    assertEquals(Optional.of("$y\n"), second.literal());
    assertEquals(Optional.empty(), new Heredoc("E", false, false, "a $x\n").literal());
  }

  @Test
  void aSubstitutionMayEndAHeredocWithItsBracket() {
    Reading reading = ShellText.read("x=$(cat <<EOF\nbody\nEOF)\necho");

    assertEquals(Completeness.COMPLETE, reading.end());
    assertEquals(2, reading.statements().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "docker ps 'a   | the quote ' is not closed | 11",
        "echo \"$(ls    | the bracket ( is not closed | 7",
        "cat <<EOF      | the heredoc EOF is not closed | 5",
        "if true        | if is not closed | 1",
        "for i in a; do | for is not closed | 1",
        "{ ls;          | the group { is not closed | 1",
        "ls &&          | nothing follows && | 6",
        "f()            | the function has no body | 1",
        "ls \\          | the line ends with a backslash, and nothing follows | 4",
      })
  void whatIsOpenIsToldWithItsPlace(String text, String message, int column) {
    Reading reading = ShellText.read(text);

    assertEquals(Completeness.INCOMPLETE, reading.end());
    assertEquals("language.incomplete", reading.problem().orElseThrow().code());
    assertEquals(message, reading.problem().orElseThrow().message());
    Place place = reading.problem().orElseThrow().place().orElseThrow();
    assertEquals(new Place("line", 1, column, place.length(), text), place);
    assertEquals(text, reading.rest());
  }

  @Test
  void whatIsWrongEndsTheReading() {
    Reading reading = ShellText.read("ls\necho a ) b\npwd");

    assertEquals(Completeness.WRONG, reading.end());
    assertEquals(List.of("ls"), reading.statements().stream().map(Statement::text).toList());
    assertEquals("echo a ) b\npwd", reading.rest());
    assertEquals("language.unexpected", reading.problem().orElseThrow().code());
    assertEquals("unexpected ) in shell text", reading.problem().orElseThrow().message());
    assertEquals(
        Optional.of(new Place("line", 2, 8, 1, "echo a ) b")),
        reading.problem().orElseThrow().place());
  }

  @Test
  void aPatternOfExtglobIsUnsure() {
    Reading reading = ShellText.read("rm !(keep)\nls");

    assertEquals(Completeness.UNSURE, reading.end());
    assertEquals(2, reading.statements().size());
    assertEquals("language.unsure", reading.problem().orElseThrow().code());
    assertEquals(Completeness.COMPLETE, ShellText.read("[[ a == @(b|c) ]]").end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[ ]]", "[[ a && ]]", "[[ a"})
  void aConditionWithoutATermIsWrong(String text) {
    assertEquals(Completeness.WRONG, ShellText.read(text).end());
  }

  @Test
  void wordsThatNeedTheShellAreMarked() {
    SimpleCommand command =
        only("e $x a*b {a,b} ~ ~/x a=~ `ls` \"$x\" <(ls) [ab] $'\\xff' $\"a\" x{1..3}")
            .commands()
            .get(0);

    assertEquals(
        List.of("e"), command.words().stream().flatMap(word -> word.literal().stream()).toList());
  }

  @Test
  void wordsOfDockerCommandsAreKnown() {
    SimpleCommand command =
        only("docker images --format {{.Id}} --filter=name=x -p 8080:80 \"a  b\" 'c' $'\\t' a\\ b"
                + " $ [ ] {} x~ \"\" -v./a:/b")
            .commands()
            .get(0);

    assertEquals(
        Optional.of(
            List.of(
                "docker",
                "images",
                "--format",
                "{{.Id}}",
                "--filter=name=x",
                "-p",
                "8080:80",
                "a  b",
                "c",
                "\t",
                "a b",
                "$",
                "[",
                "]",
                "{}",
                "x~",
                "",
                "-v./a:/b")),
        command.literals());
  }

  @Test
  void anEmptyTextHasNoStatements() {
    assertEquals(
        new Reading(List.of(), Completeness.COMPLETE, Optional.empty(), ""),
        ShellText.read(" \n\t\n"));
    assertFalse(ShellText.read("\r").statements().isEmpty());
  }

  private static Statement only(String text) {
    Reading reading = ShellText.read(text);
    assertEquals(Completeness.COMPLETE, reading.end(), () -> text + reading.problem());
    assertEquals(1, reading.statements().size());
    return reading.statements().get(0);
  }
}
