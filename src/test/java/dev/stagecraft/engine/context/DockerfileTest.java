package dev.stagecraft.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.StepName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dockerfiles as data, and what a build of one needs. */
class DockerfileTest {
  private static final String MULTI =
      """
      # syntax=docker/dockerfile:1
      # escape=\\

      ARG GO=1.22
      ARG REG
      FROM --platform=$BUILDPLATFORM ${REG:-docker.io/}golang:${GO}-alpine AS Builder
      WORKDIR /src
      COPY . .
      RUN go build \\
          # a comment in between

          -o /app . && \\
          strip /app
      FROM alpine:3.19 AS unused
      RUN true
      FROM scratch
      COPY --from=builder --chmod=755 /app /app
      COPY --from=busybox:1 /bin/busybox /bin/
      COPY --from=0 /etc/passwd /etc/
      RUN --mount=type=bind,from=debian:12,target=/d --mount=type=cache,target=/c ["/app", "x"]
      ENV PORT=8080
      EXPOSE $PORT 53/udp
      """;

  private static List<String> bases(String text, Map<String, String> arguments, String target) {
    return BuildPlan.of(
            Dockerfile.parse("Dockerfile", text),
            arguments,
            target.isEmpty() ? Optional.empty() : Optional.of(target),
            "linux/amd64")
        .bases();
  }

  @Test
  void instructionsHaveTheirLines() {
    Dockerfile file = Dockerfile.parse("Dockerfile", MULTI);
    assertEquals(Optional.of("docker/dockerfile:1"), file.syntax());
    assertEquals(
        List.of(
            "4-4 ARG GO=1.22",
            "5-5 ARG REG",
            "6-6 FROM --platform=$BUILDPLATFORM ${REG:-docker.io/}golang:${GO}-alpine AS Builder",
            "7-7 WORKDIR /src",
            "8-8 COPY . .",
            "9-13 RUN go build     -o /app . &&     strip /app",
            "14-14 FROM alpine:3.19 AS unused",
            "15-15 RUN true",
            "16-16 FROM scratch",
            "17-17 COPY --from=builder --chmod=755 /app /app",
            "18-18 COPY --from=busybox:1 /bin/busybox /bin/",
            "19-19 COPY --from=0 /etc/passwd /etc/",
            "20-20 RUN --mount=type=bind,from=debian:12,target=/d --mount=type=cache,target=/c"
                + " [\"/app\", \"x\"]",
            "21-21 ENV PORT=8080",
            "22-22 EXPOSE $PORT 53/udp"),
        file.instructions().stream()
            .map(i -> i.line() + "-" + i.lastLine() + " " + i.oneLine())
            .toList());
    assertEquals(
        List.of(Optional.of("builder"), Optional.of("unused"), Optional.empty()),
        file.stages().stream().map(Stage::name).toList());
  }

  @Test
  void basesAreTheImagesThatTheTargetNeeds() {
    assertEquals(
        List.of("docker.io/golang:1.22-alpine", "busybox:1", "debian:12"),
        bases(MULTI, Map.of(), ""));
    assertEquals(
        List.of("mirror/golang:1.21-alpine"),
        bases(MULTI, Map.of("GO", "1.21", "REG", "mirror/", "NONE", "x"), "builder"));
    assertEquals(List.of("alpine:3.19"), bases(MULTI, Map.of(), "UNUSED"));
    assertEquals(List.of(), bases(MULTI, Map.of(), "nix"));
    assertEquals(List.of(), bases("FROM scratch\n", Map.of(), ""));
    assertEquals(
        List.of("a"), bases("FROM a\nFROM a AS b\nCOPY --from=0 / /\nFROM b\n", Map.of(), ""));
    assertEquals(
        List.of("golang"),
        bases("FROM golang AS golang\nRUN x\nFROM scratch\nCOPY --from=golang / /", Map.of(), ""));
  }

  @Test
  void portsComeFromTheStagesBelow() {
    BuildPlan plan =
        BuildPlan.of(
            Dockerfile.parse("Dockerfile", MULTI), Map.of(), Optional.empty(), "linux/amd64");
    assertEquals(List.of("8080/tcp", "53/udp"), plan.ports());
    String chain =
        "FROM x AS a\nEXPOSE 80 443\nFROM a\nARG P=81\nENV Q $P\nEXPOSE ${Q}/TCP 80/tcp\n";
    assertEquals(
        List.of("80/tcp", "443/tcp", "81/tcp"),
        BuildPlan.of(
                Dockerfile.parse("Dockerfile", chain), Map.of(), Optional.empty(), "linux/amd64")
            .ports());
  }

  @Test
  void heredocsBelongToTheirInstruction() {
    String text =
        """
        FROM alpine
        RUN <<EOF cat >x && <<-'TWO' cat
        FROM not-a-stage
        EOF
        \tindented
        \tTWO
        COPY <<"C" /c
        c
        C
        RUN echo "<<EOF" 1<<X
        last
        """;
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    assertEquals(
        List.of(
            "FROM 1-1 []",
            "RUN 2-6 [FROM not-a-stage\n, indented\n]",
            "COPY 7-9 [c\n]",
            "RUN 10-11 [last\n]"),
        file.instructions().stream()
            .map(i -> i.keyword() + " " + i.line() + "-" + i.lastLine() + " " + i.heredocs())
            .toList());
    assertEquals(1, file.stages().size());
  }

  @Test
  void otherEscapesAndDoubleEscapes() {
    Dockerfile windows =
        Dockerfile.parse("Dockerfile", "# escape=`\nFROM x\nRUN dir c:\\\nRUN a `\n b\n");
    assertEquals(
        List.of("FROM x", "RUN dir c:\\", "RUN a  b"),
        windows.instructions().stream().map(Instruction::oneLine).toList());
    Dockerfile doubled = Dockerfile.parse("Dockerfile", "\ufeffFROM x\nRUN a\\\\\nRUN b \\  \n c");
    assertEquals(
        List.of("FROM x", "RUN a\\\\", "RUN b  c"),
        doubled.instructions().stream().map(Instruction::oneLine).toList());
  }

  @Test
  void variablesAreFilledIn() {
    Expansion expansion = new Expansion(Map.of("A", "1", "E", ""), '\\');
    Map<String, String> cases =
        Map.ofEntries(
            Map.entry("x$A", "x1"),
            Map.entry("${A}y", "1y"),
            Map.entry("$Ay", ""),
            Map.entry("${B:-d}", "d"),
            Map.entry("${E:-d}", "d"),
            Map.entry("${E-d}", ""),
            Map.entry("${B-d}", "d"),
            Map.entry("${A:+d}", "d"),
            Map.entry("${B:+d}", ""),
            Map.entry("${E+d}", "d"),
            Map.entry("${B:-${A}}", "1"),
            Map.entry("${B:-\"a}b\"}", "a}b"),
            Map.entry("${A:?no}", "1"),
            Map.entry("'$A'", "$A"),
            Map.entry("\"$A b\"", "1 b"),
            Map.entry("\\$A", "$A"),
            Map.entry("\"\\n\\$\"", "\\n$"),
            Map.entry("${A", "${A"),
            Map.entry("${A%x}z", "${A%x}z"),
            Map.entry("a$", "a$"));
    cases.forEach((word, expected) -> assertEquals(expected, expansion.of(word), word));
  }

  @Test
  void aStepFindsItsInstruction() {
    Dockerfile file = Dockerfile.parse("Dockerfile", MULTI);
    Map<String, Integer> lines =
        Map.of(
            "[builder 1/4] FROM docker.io/library/golang:1.22-alpine", 6,
            "[builder 4/4] RUN go build     -o /app . &&     strip /app", 9,
            "[builder 2/4] WORKDIR /src", 7,
            "[stage-2 1/4] COPY --from=builder --chmod=755 /app /app", 17,
            "[stage-2 3/4] COPY --from=0 /etc/passwd /etc/", 19,
            "[linux/amd64 stage-2 4/4] RUN [\"/app\", \"x\"]", 20);
    lines.forEach(
        (name, line) ->
            assertEquals(
                Optional.of(line),
                file.instruction(StepName.parse(name)).map(Instruction::line),
                name));
    assertEquals(
        Optional.empty(), file.instruction(StepName.parse("[internal] load build context")));
    assertEquals(Optional.empty(), file.instruction(StepName.parse("[nix 1/2] RUN x")));
    Dockerfile one = Dockerfile.parse("Dockerfile", "FROM x\nRUN a\nRUN a\n");
    assertEquals(3, one.instruction(StepName.parse("[3/3] RUN a")).orElseThrow().line());
    assertEquals("RUN a", one.place(one.instructions().get(2)).text());
  }

  @Test
  void anyTextIsRead() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "FROM ",
            "a",
            " AS ",
            "\n",
            "\\\n",
            "ARG ",
            "=",
            "$A",
            "${A:-",
            "}",
            "\"",
            "'",
            "#",
            "COPY --from=",
            "RUN ",
            "<<EOF",
            "EOF",
            "--mount=from=a,",
            "EXPOSE 1",
            "ENV ",
            " ",
            "--",
            "ONBUILD ",
            "`",
            "# escape=`",
            "\t",
            "0");
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      Dockerfile file = Dockerfile.parse("Dockerfile", text.toString());
      BuildPlan plan = BuildPlan.of(file, Map.of(), Optional.empty(), "linux/amd64");
      assertTrue(plan.stages().size() <= file.stages().size(), "seed " + seed);
      int behind = 0;
      for (Instruction instruction : file.instructions()) {
        assertTrue(instruction.line() > behind, "seed " + seed + ": " + text);
        behind = instruction.lastLine();
        assertTrue(behind <= file.lines().size(), "seed " + seed + ": " + text);
      }
    }
  }
}
