package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.lab.Recording;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words are masked, and what may stand for them. */
class MasksTest {
  private static final Masks MASKS = new Masks(Recording.Rules.NONE, 0.2, Set.of());

  /** A line with the masked words in braces, each behind its kind. */
  private static String masked(Masks masks, String line) {
    StringBuilder text = new StringBuilder();
    for (Masks.Piece piece : masks.pieces(line)) {
      text.append(
          piece.mask().map(mask -> "{" + mask + " " + piece.text() + "}").orElse(piece.text()));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4f1e8b2c9d07   nginx   | {ID 4f1e8b2c9d07}   nginx",
        "sha256:4f1e8b2c9d07aa | {DIGEST sha256:4f1e8b2c9d07aa}",
        "Digest: sha256:0123abcd... | Digest: {DIGEST sha256:0123abcd...}",
        "id 4f1e8b2c… | id {ID 4f1e8b2c…}",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6 | {ID f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
        "Up 3 seconds (healthy) | Up {AGE 3 seconds} (healthy)",
        "Exited (137) About a minute ago | Exited (137) {AGE About a minute ago}",
        "Less than a second ago | {AGE Less than a second ago}",
        "7.14MB (virtual 1.2 GB) | {SIZE 7.14MB} (virtual {SIZE 1.2 GB})",
        "172.17.0.2/16 via 172.17.0.1 | {ADDRESS 172.17.0.2/16} via {ADDRESS 172.17.0.1}",
        "listening on 0.0.0.0 and 127.0.0.1 | listening on 0.0.0.0 and 127.0.0.1",
        "02:42:ac:11:00:02 | {ADDRESS 02:42:ac:11:00:02}",
        "02:42:11:22:33:44 | {ADDRESS 02:42:11:22:33:44}",
        "fe80::42:acff:fe11:2/64 | {ADDRESS fe80::42:acff:fe11:2/64}",
        "0.0.0.0:32769->80/tcp | 0.0.0.0:{PORT 32769}->80/tcp",
        "0.0.0.0:8080->80/tcp | 0.0.0.0:8080->80/tcp",
        "brave_curie my_app wizardly_hopper2 | {NAME brave_curie} my_app {NAME wizardly_hopper2}",
        "2023-04-05T10:11:12.123456789Z up | {TIME 2023-04-05T10:11:12.123456789Z} up",
        "2023/04/05 10:11:12 started | {TIME 2023/04/05 10:11:12} started",
        "Wed, 05 Apr 2023 10:11:12 GMT | {TIME Wed, 05 Apr 2023 10:11:12 GMT}",
        "Wed Apr  5 10:11:12 UTC 2023 | {TIME Wed Apr  5 10:11:12 UTC 2023}",
        "[05/Apr/2023:10:11:12 +0000] GET | [{TIME 05/Apr/2023:10:11:12 +0000}] GET",
        "-rw-r--r-- 1 root Apr  5 10:11 f | -rw-r--r-- 1 root {TIME Apr  5 10:11} f",
        "10:11:12.5 x | {TIME 10:11:12.5} x",
        "took 1.25s, then 12ms | took {DURATION 1.25s}, then {DURATION 12ms}",
        "real    0m2.345s | real    {DURATION 0m2.345s}",
        "go version go1.22.1 linux/amd64 | go version go1.22.1 linux/amd64",
        "std::string and Step 3 of 4 | std::string and Step 3 of 4",
        "key ... value | key {DOTS ...} value",
      })
  void kinds(String line, String expected) {
    assertEquals(expected, masked(MASKS, line));
  }

  @Test
  void versionsAndWordsOfTheAuthorsOnlyWhereAsked() {
    Masks asked =
        new Masks(
            new Recording.Rules(
                false, true, false, OptionalDouble.empty(), List.of("pid \\d+", "(a|b)x")),
            0.2,
            Set.of());
    assertEquals(
        "{OWN pid 17}: {VERSION v1.22.1}, {VERSION 2.0-rc1} {OWN ax} go1.2",
        masked(asked, "pid 17: v1.22.1, 2.0-rc1 ax go1.2"));
  }

  private static boolean same(Masks masks, String recorded, String real) {
    return masks.same(masks.line(recorded), masks.line(real));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | a   b c | a b   c",
        "false | a b | a b c",
        "true  | 850MB | 917MB",
        "false | 700MB | 917MB",
        "true  | 1.01GB | 999.5 MB",
        "true  | 1.2GiB | 1.29GB",
        "false | 0B | 5B",
        "true  | Up 3 seconds | Up About a minute",
        "false | Up 3 seconds | Exited (0) 3 seconds ago",
        "false | Exited (0) 3 minutes ago | Exited (1) 3 minutes ago",
        "true  | done in 3 seconds | done in 1.25s",
        "true  | sha256:00112233445566 | 00112233445566778899aabbccddeeff",
        "true  | 0.0.0.0:80->80/tcp, :::80->80/tcp | 0.0.0.0:80->80/tcp",
        "true  | 0.0.0.0:80->80/tcp, [::]:80->80/tcp | 0.0.0.0:80->80/tcp, :::80->80/tcp",
        "false | 0.0.0.0:81->80/tcp | 0.0.0.0:80->80/tcp",
        "true  | 0.0.0.0:49153->80/tcp | 0.0.0.0:32768->80/tcp",
        "true  | brave_curie | zen_wu",
        "false | brave_curie | web_1",
        "true  | Server: ... GmbH | Server: nginx of some GmbH",
        "false | Server: ... GmbH | Server: nginx of some AG",
        "true  | built ... in 3s | built 12 things in 1.5s",
        "true  | \"/docker-entrypoint.…\" | \"/docker-entrypoint.s…\"",
        "false | go1.21.3 | go1.22.1",
      })
  void sameness(boolean same, String recorded, String real) {
    assertEquals(same, same(MASKS, recorded, real));
  }

  @Test
  void theAuthorsToleranceGoesFirst() {
    Recording.Rules half =
        new Recording.Rules(false, true, false, OptionalDouble.of(0.5), List.of());
    assertEquals(true, same(new Masks(half, 0.01, Set.of()), "600MB", "917MB"));
    assertEquals(true, same(new Masks(half, 0.01, Set.of()), "nginx/1.21.3", "nginx/1.25"));
    assertEquals(false, same(new Masks(Recording.Rules.NONE, 0.01, Set.of()), "900MB", "917MB"));
  }
}
