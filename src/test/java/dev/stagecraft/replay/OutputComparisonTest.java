package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.lab.Recording;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Outputs as labs record them, beside real ones. */
class OutputComparisonTest {
  private static final String PS =
      """
      CONTAINER ID   IMAGE          COMMAND                  CREATED         STATUS         PORTS                                   NAMES
      4f1e8b2c9d07   nginx:alpine   "/docker-entrypoint.…"   2 minutes ago   Up 2 minutes   0.0.0.0:8080->80/tcp, :::8080->80/tcp   web
      1a2b3c4d5e6f   alpine         "sleep 1d"               3 minutes ago   Up 3 minutes                                           brave_curie
      """;
  private static final String PS_REAL =
      """
      CONTAINER ID   IMAGE          COMMAND                  CREATED        STATUS         PORTS                  NAMES
      9e8d7c6b5a40   alpine         "sleep 1d"               1 second ago   Up 1 second                           zen_wu
      77aa88bb99cc   nginx:alpine   "/docker-entrypoint.s…"  1 second ago   Up 1 second    0.0.0.0:8080->80/tcp   web
      """;

  private static OutputComparison comparison(String recorded, String real, Recording.Rules rules) {
    return new OutputComparison(
        recorded.lines().toList(),
        OutputLines.of(real),
        true,
        new Masks(rules, 0.2, Set.of()),
        rules.anyOrder());
  }

  private static String difference(String recorded, String real) {
    return difference(recorded, real, Recording.Rules.NONE);
  }

  private static String difference(String recorded, String real, Recording.Rules rules) {
    List<String> lines = comparison(recorded, real, rules).result().difference();
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static String rewritten(String recorded, String real) {
    OutputComparison comparison = comparison(recorded, real, Recording.Rules.NONE);
    String lines = String.join("\n", comparison.rewritten()) + "\n";
    assertEquals("", difference(lines, real), lines);
    return lines;
  }

  @Test
  void tablesAreTheSameByTheirColumns() {
    assertEquals("", difference(PS, PS_REAL));
    assertEquals(
        "",
        difference(
            PS.replaceAll("  +", "  ").replace(" minutes  brave", " minutes    brave"), PS_REAL));
    assertEquals(PS, rewritten(PS, PS_REAL));
    assertEquals(
        Map.of(
            "4f1e8b2c9d07",
            "77aa88bb99cc",
            "1a2b3c4d5e6f",
            "9e8d7c6b5a40",
            "brave_curie",
            "zen_wu"),
        comparison(PS, PS_REAL, Recording.Rules.NONE).result().bound());
  }

  @Test
  void rowsThatDifferAreShownAndSetAnew() {
    String real = PS_REAL.replace("\"sleep 1d\"", "\"sh\"      ").replace("zen_wu", "db    ");
    assertEquals(
        """
          CONTAINER ID   IMAGE          COMMAND                  CREATED         STATUS         PORTS                                   NAMES
          4f1e8b2c9d07   nginx:alpine   "/docker-entrypoint.…"   2 minutes ago   Up 2 minutes   0.0.0.0:8080->80/tcp, :::8080->80/tcp   web
        - 1a2b3c4d5e6f   alpine         "sleep 1d"               3 minutes ago   Up 3 minutes                                           brave_curie
        + 9e8d7c6b5a40   alpine         "sh"                     1 second ago   Up 1 second                           db
        """,
        difference(PS, real));
    assertEquals(
        """
        CONTAINER ID   IMAGE          COMMAND                  CREATED         STATUS         PORTS                                   NAMES
        1a2b3c4d5e6f   alpine         "sh"                     3 minutes ago   Up 3 minutes                                           db
        4f1e8b2c9d07   nginx:alpine   "/docker-entrypoint.…"   2 minutes ago   Up 2 minutes   0.0.0.0:8080->80/tcp, :::8080->80/tcp   web
        """,
        rewritten(PS, real));
  }

  @Test
  void rowsAndLinesMayBeLeftOutByDots() {
    String recorded =
        """
        REPOSITORY   TAG      IMAGE ID       CREATED       VIRTUAL SIZE
        go-app       single   0123456789ab   2 weeks ago   850 MB
        ...
        """;
    String real =
        """
        REPOSITORY   TAG       IMAGE ID       CREATED          SIZE
        alpine       3.19      aaaaaaaaaaaa   3 years ago      7.4MB
        go-app       single    bbbbbbbbbbbb   21 seconds ago   917MB
        """;
    assertEquals("", difference(recorded, real));
    assertEquals("", difference("start\n[...]\nend\n", "start\n1\n2\nend\n"));
    assertEquals("", difference("start\n...\nend\n", "start\nend\n"));
    assertEquals("  start\n  ...\n- end\n", difference("start\n...\nend\n", "start\n1\n2\n"));
    assertEquals("  ...\n- b\n", difference("...\nb\n", "1\n2\n"));
  }

  @Test
  void orderCountsWhereTheEngineHasOne() {
    String history =
        """
        IMAGE          CREATED       CREATED BY          SIZE      COMMENT
        0123456789ab   2 weeks ago   CMD ["sh"]          0B        buildkit.dockerfile.v0
        <missing>      2 weeks ago   COPY f / # buildkit   1.2kB     buildkit.dockerfile.v0
        """;
    List<String> lines = history.lines().toList();
    String turned = lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(1) + "\n";
    assertEquals("", difference(history, history));
    assertEquals(
        """
          IMAGE          CREATED       CREATED BY          SIZE      COMMENT
          0123456789ab   2 weeks ago   CMD ["sh"]          0B        buildkit.dockerfile.v0
        - <missing>      2 weeks ago   COPY f / # buildkit   1.2kB     buildkit.dockerfile.v0
        + <missing>      2 weeks ago   COPY f / # buildkit   1.2kB     buildkit.dockerfile.v0
        """,
        difference(history, turned));
    Recording.Rules free =
        new Recording.Rules(false, false, true, OptionalDouble.empty(), List.of());
    assertEquals("", difference(history, turned, free));
    assertEquals("", difference("b\na\n", "a\nb\n", free));
    assertEquals("- b\n  a\n+ c\n", difference("b\na\n", "a\nc\n", free));
  }

  @Test
  void linesKeepWhatOnlyMasksDifferIn() {
    String recorded = "started 4f1e8b2c9d07 at 10:11:12\n\nport 80\nlast\n\n";
    String real = "started aabbccddeeff at 23:00:01\nport 81\n\nmore\n\nand more\nlast\n";
    assertEquals(
        """
          started 4f1e8b2c9d07 at 10:11:12
        - port 80
        + port 81
        + more
        + and more
          last
        """,
        difference(recorded, real));
    assertEquals(
        "started 4f1e8b2c9d07 at 10:11:12\n\nport 81\n\nmore\n\nand more\nlast\n\n",
        rewritten(recorded, real));
  }

  @Test
  void aLineThatDiffersKeepsItsIdsAndTimes() {
    assertEquals(
        "listening on port 81 since 10:11:12 as 4f1e8b2c9d07\nnew at 23:00:02\n",
        rewritten(
            "listening on port 80 since 10:11:12 as 4f1e8b2c9d07\n",
            "listening on port 81 since 23:00:01 as aabbccddeeff\nnew at 23:00:02\n"));
  }

  @Test
  void progressIsNoise() {
    String legacy =
        """
        Sending build context to Docker daemon  2.048kB
        Step 1/3 : FROM alpine:3.19
         ---> 0123456789ab
        Step 2/3 : RUN apk add curl
         ---> Running in 4f1e8b2c9d07
        (1/3) Installing ca-certificates
        OK: 12 MiB in 17 packages
        Removing intermediate container 4f1e8b2c9d07
         ---> 5555666677aa
        Successfully built 5555666677aa
        Successfully tagged a:b
        """;
    String fancy =
        """
        [+] Building 12.3s (8/8) FINISHED                          docker:default
         => [internal] load build definition from Dockerfile                 0.0s
         => => transferring dockerfile: 123B                                  0.0s
         => [1/2] FROM docker.io/library/alpine:3.19@sha256:00112233445566    0.0s
         => CACHED [2/2] RUN apk add curl                                     0.0s
         => exporting to image                                                0.1s
         => => writing image sha256:0123456789abcdef0123456789abcdef          0.0s

        What's Next?
          View a summary of image vulnerabilities and recommendations → docker scout quickview
        """;
    String real =
        """
        #1 [internal] load build definition from Dockerfile
        #1 transferring dockerfile: 123B done
        #1 DONE 0.0s

        #2 [1/2] FROM docker.io/library/alpine:3.19
        #2 DONE 0.0s

        #3 [2/2] RUN apk add curl
        #3 0.512 (1/3) Installing ca-certificates
        #3 DONE 2.1s

        #4 exporting to image
        #4 writing image sha256:fedcba9876543210fedcba9876543210 done
        """;
    assertEquals("", difference(legacy, real));
    assertEquals("", difference(fancy, real));
    assertEquals(fancy, rewritten(fancy, real));
    assertEquals(
        Map.of("5555666677aa", "fedcba9876543210fedcba9876543210"),
        comparison(legacy, real, Recording.Rules.NONE).result().bound());
    String other = real.replace("apk add curl", "apk add wget");
    assertEquals("- [2/2] RUN apk add curl\n+ [2/2] RUN apk add wget\n", difference(fancy, other));
    assertEquals(other, rewritten(fancy, other));
  }

  @Test
  void pullsAreNoiseToo() {
    assertEquals(
        "",
        difference(
            """
            Unable to find image 'hello-world:latest' locally
            latest: Pulling from library/hello-world
            b04784fba78d: Pull complete
            Digest: sha256:00112233445566778899aabbccddeeff
            Status: Downloaded newer image for hello-world:latest

            Hello from Docker!
            """,
            "\nHello from Docker!\n"));
  }

  @Test
  void whatATerminalShowsIsCompared() {
    assertEquals(
        "", difference("ok done\n", "\u001b[32mok\u001b[0m 10%\rok done  \r\n\u001b]0;t\u0007"));
    assertEquals("- a\n", difference("a\n", ""));
  }

  @Test
  void manyLinesThatAreTheSameAreNotShown() {
    StringBuilder recorded = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      recorded.append("line ").append(i).append('\n');
    }
    assertEquals(
        """
          … 1498 lines
          line 1498
          line 1499
        - line 1500
        + LINE 1500
          line 1501
          line 1502
          … 1497 lines
        """,
        difference(recorded.toString(), recorded.toString().replace("line 1500", "LINE 1500")));
  }
}
