package dev.stagecraft.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.Builder;
import dev.stagecraft.testkit.DockerCli;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What we send of a folder, compared with what docker's own client sends to an engine that keeps
 * it. Needs the client, no engine.
 */
class DockerCliTarIT {
  private static final String PING =
      "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nOstype: linux\r\nConnection: close\r\n"
          + "Content-Length: 0\r\n\r\n";

  @TempDir Path folder;
  @TempDir Path config;

  @BeforeEach
  void writeTree() throws IOException {
    DockerCli.assumed();
    for (String path :
        List.of(
            "Dockerfile",
            "README.md",
            "README.mx",
            "top.log",
            ".hidden",
            "#hash",
            "[x].txt",
            "a b.txt",
            "größe.txt",
            "src/main/a.go",
            "src/main/a_test.go",
            "src/README.md",
            "src/secret",
            "node_modules/x/index.js",
            "node_modules/x/README.md",
            "docs/a.md",
            "docs/deep/b.md",
            "docs/deep/c.txt")) {
      write(path, path);
    }
    Files.createDirectories(folder.resolve("empty"));
    Files.createSymbolicLink(folder.resolve("README.md.link"), Path.of("README.md"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("src"));
    Files.createLink(folder.resolve("src/hard"), folder.resolve("src/secret"));
    mode("src/secret", "rw-------");
    mode("docs", "rwx------");
    mode("src/main/a.go", "rwxr-xr-x");
    Files.setAttribute(folder.resolve("top.log"), "unix:mode", 0104755);
    write("n".repeat(80) + "/" + "m".repeat(80) + "/file", "long");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L)));
  }

  private void mode(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve(path), PosixFilePermissions.fromString(permissions));
  }

  /** What the client sends for this folder; an empty text where it refuses. */
  private Map<String, String> theirs() throws IOException, InterruptedException {
    BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
    try (FakeEngineSocket fake = new FakeEngineSocket()) {
      // The client would use the connection again if it were not told.
      fake.always("HEAD /_ping", e -> e.write(PING));
      fake.always(
          "*",
          e -> {
            bodies.add(e.body());
            e.reply(200, "application/json", "{\"stream\":\"Successfully built 12\"}\n");
          });
      ProcessBuilder client =
          new ProcessBuilder(
              "docker", "-H", "unix://" + fake.socket(), "build", "-q", folder.toString());
      client.environment().put("DOCKER_BUILDKIT", "0");
      client.environment().put("DOCKER_CONFIG", config.toString());
      Process process = client.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
      byte[] body = bodies.poll();
      assertTrue(body != null, said);
      return entries(new ByteArrayInputStream(body));
    }
  }

  private Map<String, String> ours() throws IOException {
    Builder.Request request = Builder.Request.of("id", folder, List.of());
    try (InputStream archive = BuildContext.open(request).archive()) {
      return entries(archive);
    }
  }

  private static Map<String, String> entries(InputStream bytes) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(bytes, "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        entries.put(
            e.getName(),
            String.join(
                " ",
                Integer.toOctalString(e.getMode() & 07777),
                String.valueOf((char) e.getLinkFlag()),
                e.getLinkName(),
                String.valueOf(e.getLongUserId()),
                String.valueOf(e.getLongGroupId()),
                e.getUserName() + e.getGroupName(),
                String.valueOf(e.getLastModifiedTime().toInstant().getEpochSecond()),
                content));
      }
    }
    return entries;
  }

  @Test
  void everythingIsSentAlike() throws IOException, InterruptedException {
    assertEquals(shown(theirs()), shown(ours()));
  }

  private static String shown(Map<String, String> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach((name, entry) -> text.append(name).append(": ").append(entry).append('\n'));
    return text.toString();
  }

  /**
   * The rules of a file, lines parted by commas. Left out are the two things in which the classic
   * client differs from BuildKit, whose way is ours: an exception with a pattern in it below a
   * folder that is left out, and the entry of that folder itself.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.md",
        "**/*.md",
        "/top.log",
        "/src",
        "src/",
        "./src/main",
        "src/../docs",
        "../src",
        "**/README.md",
        "README.m[c-e]",
        "README.m[^c-e]",
        "**/node_modules/**/*.js",
        "node_modules/**",
        "\\[x\\].txt",
        "[[]x].txt",
        "**.md",
        "**",
        "*",
        "Dockerfile",
        "Dockerfile,.dockerignore",
        "*,!src",
        "*,!/src/main",
        "*,!src/main/a.go,src/main",
        "src,!src/README.md",
        "docs/*,!docs/a.md",
        "*.md,!README*.md",
        "*.md,!README*.md,README.md",
        "#hash",
        " #hash",
        "a b.txt",
        "größe.txt",
        "gr??e.txt",
        "*.t?t",
        "src/*/a*.go",
        "**/a_*",
        "!top.log,top.log",
        "top.log,!top.log",
        "empty",
        "loop",
        "docs/deep/**",
        "docs/**/c.txt",
        ".*",
        "x^,$y,(z),{a},a|b,+",
        "\ufefftop.log"
      })
  void rulesWorkAlike(String rules) throws IOException, InterruptedException {
    write(".dockerignore", rules.replace(',', '\n') + "\n");
    Map<String, String> theirs = theirs();
    Map<String, String> ours = ours();
    if (rules.contains("!")) {
      theirs.keySet().removeIf(name -> name.endsWith("/"));
      ours.keySet().removeIf(name -> name.endsWith("/"));
    }
    if (!ours.containsKey(".dockerignore")) {
      // The client sends its rules even where they leave themselves out, for the classic builder.
      theirs.remove(".dockerignore");
    }
    assertEquals(shown(theirs), shown(ours));
  }
}
