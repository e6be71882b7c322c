package dev.stagecraft.engine.buildkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.context.Dockerfile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What engines say of a failure, as problems. */
class BuildFailureTest {
  private static final Dockerfile FILE =
      Dockerfile.parse("Dockerfile", "FROM golang AS builder\nCOPY go.mod ./\nRUN go build\n");

  private static Problem problem(String error, String step, String output) {
    Optional<String> name = step.isEmpty() ? Optional.empty() : Optional.of(step);
    return new BuildFailure(error, name, output, Optional.of(FILE)).problem();
  }

  private static String shown(Problem problem) {
    return problem.code()
        + " | "
        + problem.message()
        + problem.place().map(p -> " | " + p.source() + ":" + p.line() + " " + p.text()).orElse("");
  }

  @Test
  void aStepThatFailsIsNamedWithItsLine() {
    assertEquals(
        "build.step | [builder 3/3] RUN go build failed with exit code 2 | Dockerfile:3 RUN go build",
        shown(
            problem(
                "executor failed running [/bin/sh -c go build]: exit code: 2",
                "[builder 3/3] RUN go build",
                "")));
    assertEquals(
        "build.step | [builder 3/3] RUN go build failed with exit code 127 | Dockerfile:3 RUN go"
            + " build",
        shown(
            problem(
                "failed to solve: process \"/bin/sh -c go build\" did not complete successfully:"
                    + " exit code: 127",
                "[builder 3/3] RUN go build",
                "")));
  }

  @Test
  void certificatesGetTheirOwnAdvice() {
    Problem problem =
        problem(
            "executor failed running [/bin/sh -c go build]: exit code: 1",
            "[builder 3/3] RUN go build",
            "go: download\nGet \"https://proxy\": x509: certificate signed by unknown authority\n");
    assertEquals("build.step", problem.code());
    assertTrue(problem.hint().orElseThrow().contains("update-ca-certificates"));
  }

  @Test
  void aFullDiskIsSaid() {
    Problem problem =
        problem(
            "failed to copy files: copy: write /x: no space left on device",
            "[builder 2/3] COPY go.mod ./",
            "");
    assertEquals(
        "build.disk | no space is left on the engine's disk: [builder 2/3] COPY go.mod ./: failed to"
            + " copy files: copy: write /x: no space left on device",
        shown(problem));
    assertEquals(
        "build.disk",
        problem("exit code: 1", "[builder 3/3] RUN go build", "ld: No space left on device\n")
            .code());
    // What an engine of 20.10 says whose data root is a file system of 48 MB.
    Problem context =
        problem(
            "failed to read downloaded context: failed to load cache key: write"
                + " /data/overlay2/eo62/diff/context: no space left on device",
            "[internal] load remote build context",
            "");
    assertEquals(
        "build.disk | no space is left on the engine's disk: load remote build context: failed to"
            + " read downloaded context: failed to load cache key: write"
            + " /data/overlay2/eo62/diff/context: no space left on device",
        shown(context));
    assertEquals(
        "docker system df shows what takes it; docker builder prune and docker image prune give it"
            + " back; engine purge empties a private engine",
        context.hint().orElseThrow());
  }

  @Test
  void aLineThatIsNoneIsShown() {
    assertEquals(
        "build.dockerfile | Dockerfile line 2: unknown instruction: RUNN | Dockerfile:2 COPY go.mod"
            + " ./",
        shown(
            problem(
                "failed to solve with frontend dockerfile.v0: failed to create LLB definition:"
                    + " dockerfile parse error line 2: unknown instruction: RUNN",
                "",
                "")));
    assertEquals(
        "build.dockerfile | Dockerfile line 99: x",
        shown(problem("dockerfile parse error on line 99: x", "", "")));
  }

  @Test
  void aFileThatIsNotSentIsNamed() {
    assertEquals(
        "build.step | \"/go.mod\" is not in what the step copies from: failed to compute cache key:"
            + " \"/go.mod\" not found: not found | Dockerfile:2 COPY go.mod ./",
        shown(problem("failed to compute cache key: \"/go.mod\" not found: not found", "", "")));
  }

  @Test
  void anythingElseKeepsTheEnginesWords() {
    Problem base =
        problem(
            "failed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to"
                + " do request: Head \"https://registry/v2/\": no such host",
            "",
            "");
    assertEquals(
        "build.failed | the build failed: failed to do request: Head \"https://registry/v2/\": no"
            + " such host",
        shown(base));
    assertTrue(base.hint().orElseThrow().contains("FROM"));
    Problem secret = problem("rpc error: code = Unknown desc = no active sessions", "", "");
    assertEquals("build.failed | the build failed: no active sessions", shown(secret));
  }
}
