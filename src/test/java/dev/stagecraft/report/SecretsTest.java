package dev.stagecraft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.replay.ReplayEvent;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values that were named and texts that look like secrets, whole and in pieces. */
class SecretsTest {
  private static final String KEY = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn\n";

  /** What is written, and what may be seen of it. */
  private static final Map<String, String> CASES =
      Map.ofEntries(
          Map.entry("a ghp_abcdefghijklmnopqrstuvwxyz0123456789 b\n", "a *** b\n"),
          Map.entry("AKIAIOSFODNN7EXAMPLE\n", "***\n"),
          Map.entry("see AKIAIOSFODNN7EXAMPLEX\n", "see AKIAIOSFODNN7EXAMPLEX\n"),
          Map.entry(
              "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPx\n",
              "aws_secret_access_key = ***\n"),
          Map.entry("https://me:p4ss@host/x\n", "https://me:***@host/x\n"),
          Map.entry("http://localhost:8080/a@b\n", "http://localhost:8080/a@b\n"),
          Map.entry("Authorization: Basic bWU6cGFzcw==\n", "Authorization: Basic ***\n"),
          Map.entry("> authorization: Bearer abc.def\n", "> authorization: Bearer ***\n"),
          Map.entry(
              "WWW-Authenticate: Bearer realm=\"https://x/t\"\n",
              "WWW-Authenticate: Bearer realm=\"https://x/t\"\n"),
          Map.entry("DB_PASSWORD=hunter22 next\n", "DB_PASSWORD=*** next\n"),
          Map.entry("TOKEN=$TOKEN\n", "TOKEN=$TOKEN\n"),
          Map.entry("\"auth\": \"bWU6cGFzc3dvcmQ=\"\n", "\"auth\": \"***\"\n"),
          Map.entry("x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sflKxwRJ y\n", "x *** y\n"),
          Map.entry(
              "-----BEGIN RSA PRIVATE KEY-----\n"
                  + KEY
                  + KEY
                  + "-----END RSA PRIVATE KEY-----\nafter\n",
              "-----BEGIN RSA PRIVATE KEY-----\n***\n-----END RSA PRIVATE KEY-----\nafter\n"),
          Map.entry("the value s3cr3t val\n", "the value ***\n"),
          Map.entry("coded czNjcjN0IHZhbA== and s3cr3t+val\n", "coded *** and ***\n"),
          Map.entry(
              "plain text, no secret: 100 %\r200 %\r\n",
              "plain text, no secret: 100 %\r200 %\r\n"));

  private final Secrets secrets = Secrets.of(List.of("MINE"), Map.of("MINE", "s3cr3t val"));

  @Test
  void secretsAreMasked() {
    CASES.forEach((text, shown) -> assertEquals(shown, secrets.mask(text)));
  }

  @Test
  void aSecretIsMaskedWhereverItsOutputIsCutInTwo() {
    CASES.forEach(
        (text, shown) -> {
          for (int cut = 0; cut <= text.length(); cut++) {
            MaskedStream stream = new MaskedStream(secrets);
            String seen =
                stream.add(text.substring(0, cut)) + stream.add(text.substring(cut)) + stream.end();
            assertEquals(shown, seen, "cut at " + cut);
          }
          MaskedStream stream = new MaskedStream(secrets);
          StringBuilder seen = new StringBuilder();
          text.chars().forEach(c -> seen.append(stream.add(Character.toString(c))));
          assertEquals(shown, seen + stream.end());
        });
  }

  @Test
  void whatCannotBeASecretIsShownAtOnce() {
    MaskedStream stream = new MaskedStream(secrets);
    assertEquals("Name? ", stream.add("Name? "));
    assertEquals("10 %\r", stream.add("10 %\r"));
    assertEquals("", stream.end());
  }

  @Test
  void bytesThatAreNoTextPassThrough() {
    byte[] all = new byte[512];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String raw = new String(all, StandardCharsets.ISO_8859_1);
    MaskedStream stream = new MaskedStream(secrets);
    assertEquals(raw, stream.add(raw) + stream.end());
  }

  @Test
  void aVeryLongSecretLeavesNothingBehind() {
    MaskedStream stream = new MaskedStream(secrets);
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      seen.append(stream.add(i == 0 ? "Authorization: " : "x".repeat(1000)));
    }
    seen.append(stream.add(" rest\n")).append(stream.end());
    assertTrue(seen.length() < 100 && seen.toString().endsWith(" rest\n"), seen.toString());
  }

  @Test
  void aPasswordThatTheLabItselfNamesIsNone() {
    Secrets open = secrets.besides("docker run -e MYSQL_ROOT_PASSWORD=my-secret-pw mysql");
    assertEquals("PASSWORD=my-secret-pw", open.mask("PASSWORD=my-secret-pw"));
    assertEquals("PASSWORD=***", open.mask("PASSWORD=another-one"));
  }

  @Test
  void aVariableThatIsNotSetOrTooShortIsRefused() {
    for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("X", "abc"))) {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> Secrets.of(List.of("X"), environment));
      assertEquals("usage.secret", refused.problem().code());
    }
  }

  @Test
  void everyKindOfEventIsMasked() throws ClassNotFoundException {
    Class<?> events = Class.forName("dev.stagecraft.report.Masking$Events");
    Set<String> masked =
        Arrays.stream(events.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    for (Method kind : ReplayEvent.Visitor.class.getDeclaredMethods()) {
      assertTrue(
          masked.contains(kind.getName()) || kind.getName().equals("output"), kind.getName());
    }
  }

  @Test
  void aSecretInTheLabIsInNoReport() {
    String lab =
        "# T\n\n```sh\ncurl -H 'Authorization: Bearer abcdefghijklmnop' x\n```\n\n"
            + "```text\nold s3cr3t val\n```\n";
    Replayed replayed = new Replayed().masking(secrets);
    replayed.shell.on("curl", "got s3cr3t val and ghp_abcdefghijklmnopqrstuvwxyz01", 7);
    Timeline timeline = replayed.timeline(lab);
    Run run = Run.of(timeline, java.util.Optional.empty());
    for (String report :
        List.of(
            MarkdownReport.write(run),
            HtmlReport.write(run),
            JUnitReport.write(run),
            EventLines.write(timeline, java.util.Optional.empty()),
            Cast.write(timeline, java.util.Optional.empty(), CastVersion.V2))) {
      assertTrue(report.contains("***") || report.contains("\"*\""), report);
      assertTrue(!report.contains("s3cr3t"), report);
      assertTrue(!report.contains("abcdefghijklmnop"), report);
    }
  }
}
