package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.session.Unowned;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Labs with recorded outputs, as their authors write them, beside a run of them. */
class TranscriptTest {
  private static final String ID =
      "77aa88bb99cc00112233445566778899aabbccddeeff00112233445566778899";

  /** One author records everything below prompts, and goes on with ids of that day. */
  private static final String PROMPTS =
      """
      # Containers

      ```console
      $ docker run -d nginx
      Unable to find image 'nginx:latest' locally
      latest: Pulling from library/nginx
      Digest: sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31
      Status: Downloaded newer image for nginx:latest
      4f1e8b2c9d07e9a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef012

      $ docker ps
      CONTAINER ID        IMAGE               COMMAND                  CREATED             STATUS              PORTS               NAMES
      4f1e8b2c9d07        nginx               "nginx -g 'daemon of…"   3 seconds ago       Up 2 seconds        80/tcp              brave_curie
      $ docker stop 4f1e
      4f1e
      $ docker logs brave_curie | tail -1
      2023/04/05 10:11:12 [notice] 1#1: start worker processes
      ```
      """;

  /** Another shows what to expect in fences of its own. */
  private static final String FENCES =
      """
      ## Check it

      1. Look at the image:

         ```bash
         docker images app
         ```

         You should see something like:

         ```
         REPOSITORY   TAG   IMAGE ID       CREATED              SIZE
         app          v1    0123456789ab   About a minute ago   12.1MB
         ```

      2. Ask it:

         ```bash
         curl -s localhost:8080/health
         ```
         ```output
         {"status":"OK", "since": "2023-04-05T10:11:12Z"}
         ```
      """;

  private final Map<String, String> answers = new LinkedHashMap<>();
  private final FakeShell shell = new FakeShell();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Rewriting rewriting = new Rewriting();

  private Summary replay(String markdown, Comparing.Mode mode) {
    answers.forEach((begin, output) -> shell.on(begin, output, begin.startsWith("false") ? 1 : 0));
    return new Replayer(
            shell,
            new LabEngine(
                FakeEngine::new,
                () -> new FakeBases("nginx", "alpine", "busybox"),
                (host, port, limit, worth) -> Optional.empty(),
                u -> {},
                new Removals()),
            new Replayer.Options(Path.of("/work"), true, false, new Comparing(mode, 0.2)),
            () -> 0,
            List.of(new ReplayText(screen, Look.pipe()), rewriting))
        .replay(LabReader.read("lab.md", markdown));
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** The lab after a replay that rewrites it. */
  private String updated(String markdown) {
    replay(markdown, Comparing.Mode.UPDATE);
    return rewriting.edited(LabReader.read("lab.md", markdown)).text();
  }

  private void containersRun() {
    answers.put("docker run -d nginx", ID + "\n");
    answers.put(
        "docker ps",
        """
        CONTAINER ID   IMAGE     COMMAND                  CREATED                  STATUS                  PORTS     NAMES
        77aa88bb99cc   nginx     "nginx -g 'daemon of…"   Less than a second ago   Up Less than a second   80/tcp    zen_wu
        """);
    answers.put("docker stop", "77aa88bb99cc\n");
    answers.put("docker logs", "2026/01/02 03:04:05 [notice] 1#1: start worker processes\n");
  }

  private void imageIsThere(String size, String status) {
    answers.put(
        "docker images",
        "REPOSITORY   TAG       IMAGE ID       CREATED         SIZE\n"
            + "app          v1        ffeeddccbbaa   3 seconds ago   "
            + size
            + "\n");
    answers.put("curl", "{\"status\":\"" + status + "\", \"since\": \"2026-01-02T03:04:05Z\"}\n");
  }

  @Test
  void idsOfTheAuthorsRunMeanThoseOfThisOne() {
    containersRun();
    Summary summary = replay(PROMPTS, Comparing.Mode.CHECK);
    assertEquals(
        """
        Containers

        1  Containers                                                step 1 of 1 · 0.0 s
        $ docker run -d nginx
        %s
          ✓ as recorded
        $ docker ps
        CONTAINER ID   IMAGE     COMMAND                  CREATED                  STATUS                  PORTS     NAMES
        77aa88bb99cc   nginx     "nginx -g 'daemon of…"   Less than a second ago   Up Less than a second   80/tcp    zen_wu
          ✓ as recorded
        $ docker stop 4f1e
          4f1e is 77aa88bb99cc in this run
        77aa88bb99cc
          ✓ as recorded
        $ docker logs brave_curie | tail -1
          brave_curie is zen_wu in this run
        2026/01/02 03:04:05 [notice] 1#1: start worker processes
          ✓ as recorded

        1 of 1 step, 1 block, 0 failed · 0.0 s
        """
            .formatted(ID),
        shown());
    assertEquals(0, summary.status());
    assertEquals(
        List.of("docker stop 77aa88bb99cc", "docker logs zen_wu | tail -1"),
        shell.given().subList(shell.given().size() - 3, shell.given().size() - 1));
  }

  @Test
  void withoutCheckingIdsAreBoundAllTheSame() {
    containersRun();
    answers.put("docker logs", "nothing like it\n");
    assertEquals(0, replay(PROMPTS, Comparing.Mode.BIND).status());
    assertEquals(true, shell.given().contains("docker stop 77aa88bb99cc"));
    assertEquals(false, shown().contains("recorded"));
  }

  @Test
  void allDifferencesAreShownAndNoneStopsTheLab() {
    imageIsThere("20.4MB", "BAD");
    Summary summary = replay("# App\n" + FENCES, Comparing.Mode.CHECK);
    assertEquals(
        """
        App

        1  Check it                                                  step 1 of 1 · 0.0 s
        $ docker images app
        REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
        app          v1        ffeeddccbbaa   3 seconds ago   20.4MB
          not as recorded: - the lab records, + this run writes
            REPOSITORY   TAG   IMAGE ID       CREATED              SIZE
          - app          v1    0123456789ab   About a minute ago   12.1MB
          + app          v1        ffeeddccbbaa   3 seconds ago   20.4MB

        ✗ lab.md:14 · step 1, Check it
          app          v1    0123456789ab   About a minute ago   12.1MB
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          docker images app does not write what the lab records: 2 lines differ
          try  replay --update writes the real output into the lab; above the block <!-- stagecraft: compare off --> leaves it out
        $ curl -s localhost:8080/health
        {"status":"BAD", "since": "2026-01-02T03:04:05Z"}
          not as recorded: - the lab records, + this run writes
          - {"status":"OK", "since": "2023-04-05T10:11:12Z"}
          + {"status":"BAD", "since": "2026-01-02T03:04:05Z"}

        ✗ lab.md:23 · step 1, Check it
          {"status":"OK", "since": "2023-04-05T10:11:12Z"}
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          curl -s localhost:8080/health does not write what the lab records: 2 lines differ
          try  replay --update writes the real output into the lab; above the block <!-- stagecraft: compare off --> leaves it out

        0 steps done, 1 failed, 0 not run · 0.0 s
        """,
        shown());
    assertEquals(1, summary.status());
  }

  @Test
  void updatingChangesWhatDiffersAndNothingElse() {
    imageIsThere("12.5MB", "BAD");
    String lab = "# App\n" + FENCES;
    assertEquals(
        lab.replace(
            "{\"status\":\"OK\", \"since\": \"2023-04-05T10:11:12Z\"}",
            "{\"status\":\"BAD\", \"since\": \"2023-04-05T10:11:12Z\"}"),
        updated(lab));
    assertEquals(2, rewriting.compared());
    assertEquals(true, shown().contains("  rewritten: - the lab records, + this run writes\n"));
  }

  @Test
  void whatTheShieldSaysIsNoOutputOfTheLab() {
    String lab = "# Lists\n\n```console\n$ docker images -q\nold\n```\n";
    answers.put(
        "docker images", "new\n16 other images were left alone (--no-shield shows everything)\n");
    assertEquals(lab.replace("old", "new"), updated(lab));
    assertEquals(0, replay(lab.replace("old", "new"), Comparing.Mode.CHECK).status());
  }

  @Test
  void whatIsSaidOfTheHostsDockerIsNoOutputOfTheLab() {
    String lab = "# Stack\n\n```console\n$ docker stack deploy x\nold\n```\n";
    for (String note : List.of(Unowned.ofAll("stack deploy"), Unowned.butNames("buildx build"))) {
      answers.put("docker stack", note + "\nnew\n");
      assertEquals(lab.replace("old", "new"), updated(lab));
      assertEquals(0, replay(lab.replace("old", "new"), Comparing.Mode.CHECK).status());
    }
    assertEquals(false, Unowned.isNote("docker goes to the host's docker; new"));
  }

  @Test
  void whatIsTheSameApartFromMasksStaysByteForByte() {
    containersRun();
    String lab = PROMPTS.replace("\n", "\r\n");
    assertEquals(lab, updated(lab));
    assertEquals(4, rewriting.compared());
  }

  @Test
  void outputsOfFailedStatementsAreNotTaken() {
    answers.put("false", "an error\n");
    answers.put("echo", "new\n");
    answers.put("docker ps", "gone\n");
    String lab =
        """
        ```console
        $ false 1
        old
        $ echo
        old
        ```
        ```bash
        false 2
        docker ps
        ```
        ```text
        a
        ```
        <!-- stagecraft: exit 1 -->
        ```console
        $ false 3
        old
        ```
        """;
    assertEquals(
        lab.replace("$ echo\nold", "$ echo\nnew").replace("false 3\nold", "false 3\nan error"),
        updated(lab));
  }

  @Test
  void theAuthorsRulesAreHeard() {
    answers.put("a", "pid 17, v1.2.3, 90MB\n");
    String lab =
        """
        <!-- stagecraft: %s -->
        ```console
        $ a
        pid 4, v1.3.0, 50MB
        ```
        """;
    assertEquals(1, replay(lab.formatted("compare versions"), Comparing.Mode.CHECK).status());
    String all = "compare versions within 60% /pid \\d+/";
    assertEquals(0, replay(lab.formatted(all), Comparing.Mode.CHECK).status());
    assertEquals(0, replay(lab.formatted("compare off"), Comparing.Mode.CHECK).status());
  }

  @Test
  void whatWasUpdatedIsFoundTheSame() {
    Random random = new Random(7);
    String[] words = {
      "plain",
      "",
      "  indented",
      "id 4f1e8b2c9d07",
      "2 minutes ago",
      "...",
      "a ... b",
      "12MB",
      "#3 [2/2] RUN x",
      "REPOSITORY   TAG       SIZE",
      "app          v1        12MB",
      "x  y",
      "Successfully built 4f1e8b2c9d07",
      "brave_curie",
      "\tz",
      "```",
      "10.1.2.3",
      "ü 漢",
      "CONTAINER ID   PORTS     NAMES",
      "4f1e8b2c9d07             web",
      "sha256:00112233445566",
    };
    int changed = 0;
    for (int round = 0; round < 400; round++) {
      List<String> old = new ArrayList<>();
      List<String> real = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(7); i++) {
        String word = words[random.nextInt(words.length)];
        if (random.nextInt(4) > 0) {
          old.add(word);
        }
        if (random.nextInt(4) > 0) {
          real.add(word);
        }
      }
      String lab = "`````console\n$ docker x\n" + String.join("\n", old) + "\nend\n`````\n";
      TranscriptTest first = new TranscriptTest();
      first.answers.put("docker x", String.join("\n", real) + "\n");
      String updated = first.updated(lab);
      Lab again = LabReader.read("lab.md", updated);
      TranscriptTest second = new TranscriptTest();
      second.answers.putAll(first.answers);
      assertEquals(
          0,
          second.replay(updated, Comparing.Mode.CHECK).status(),
          lab + "\n" + updated + "\n" + real);
      TranscriptTest third = new TranscriptTest();
      third.answers.putAll(first.answers);
      assertEquals(again.text(), third.updated(updated));
      changed += updated.equals(lab) ? 0 : 1;
    }
    assertEquals(true, changed > 200, "changed " + changed);
  }
}
