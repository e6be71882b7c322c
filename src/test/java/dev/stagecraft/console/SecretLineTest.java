package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are not kept. */
class SecretLineTest {
  private final SecretLine secret = new SecretLine(line -> line.contains("ghp_"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run -e PASSWORD=x img",
        "docker run -e MYSQL_ROOT_PASSWORD=secret -d mysql",
        "docker run --env=DB_PASSWD='a b' img",
        "export GITHUB_TOKEN=abc",
        "docker login --password x registry.example",
        "docker login --password=x",
        "docker login -u me -p x",
        "docker login -u me -phunter2",
        "tool --access-token abc",
        "tool --api-key=abc",
        "curl -u me:x http://localhost",
        "mysql -uroot -px db",
        "cat <<E\nTOKEN=abc\nE",
        "git clone https://ghp_0123@host/x"
      })
  void isOne(String line) {
    assertTrue(secret.test(line), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run -p 8081:8080 img",
        "docker login -u me --password-stdin < file",
        "docker run -e PASSWORD img",
        "docker run -e PASSWORD=$PASSWORD img",
        "export TOKEN=$(pass show it)",
        "docker login -p \"$TOKEN\"",
        "docker build --secret id=npm,src=.npmrc .",
        "replay lab.md --secret TOKEN",
        "cat passwords.txt",
        "mkdir -p x && docker login",
        "curl -u me http://localhost:80",
        "echo token"
      })
  void isNone(String line) {
    assertFalse(secret.test(line), line);
  }

  @Test
  void tokensAreKnownByWhatTheyLookLike() {
    assertTrue(secret.test("ghp_"));
  }
}
