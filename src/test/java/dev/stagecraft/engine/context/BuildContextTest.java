package dev.stagecraft.engine.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent of a folder, and of a stream. */
class BuildContextTest {
  @TempDir Path folder;

  @BeforeEach
  void writeDockerfile() throws IOException {
    write("Dockerfile", "FROM scratch\n");
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L)));
    return file;
  }

  private Builder.Request request(Optional<String> dockerfile) {
    return new Builder.Request(
        "build-1",
        new Builder.Folder(folder),
        dockerfile,
        List.of(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private BuildContext open() {
    return BuildContext.open(request(Optional.empty()));
  }

  private static List<String> entries(BuildContext context) throws IOException {
    List<String> entries = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(context.archive())) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.add(shown(e, new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
        assertEquals(0, e.getLongUserId());
        assertEquals(0, e.getLongGroupId());
        assertEquals("", e.getUserName() + e.getGroupName());
      }
    }
    return entries;
  }

  private static String shown(TarArchiveEntry entry, String content) {
    String mode = Integer.toOctalString(entry.getMode() & 07777);
    String target = entry.getLinkName().isEmpty() ? "" : " -> " + entry.getLinkName();
    return (entry.isLink() ? "= " : "")
        + entry.getName()
        + " "
        + mode
        + target
        + (content.isEmpty() ? "" : " " + content.strip());
  }

  private static List<String> names(BuildContext context) throws IOException {
    return entries(context).stream().map(e -> e.split(" ")[0]).toList();
  }

  private void mode(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve(path), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void attributesAreKept() throws IOException {
    write("a/secret", "s");
    write("a/tool", "t");
    write("b.txt", "b");
    mode("Dockerfile", "rw-r--r--");
    mode("a", "rwx------");
    mode("a/secret", "rw-------");
    mode("b.txt", "rw-r--r--");
    Files.setAttribute(folder.resolve("a/tool"), "unix:mode", 0104755);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a/secret"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("/no/such"));
    Files.createLink(folder.resolve("c"), folder.resolve("b.txt"));
    assertEquals(
        List.of(
            "Dockerfile 644 FROM scratch",
            "a/ 700",
            "a/secret 600 s",
            "a/tool 4755 t",
            "b.txt 644 b",
            "= c 644 -> b.txt",
            "link 777 -> a/secret",
            "loop 777 -> .",
            "nowhere 777 -> /no/such"),
        entries(open()));
  }

  @Test
  void timesAreKeptInSeconds() throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(open().archive())) {
      TarArchiveEntry first = tar.getNextEntry();
      assertEquals("Dockerfile", first.getName());
      assertEquals(Instant.ofEpochSecond(1_700_000_000L), first.getLastModifiedTime().toInstant());
    }
  }

  @Test
  void longAndForeignNamesArrive() throws IOException {
    String name = "n".repeat(90) + "/" + "m".repeat(90) + "/größe-\u65e5\u672c.txt";
    write(name, "x");
    List<String> names = names(open());
    assertEquals(name, names.get(names.size() - 1));
  }

  @Test
  void socketsAreLeftOut() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("s.sock")));
      assertEquals(List.of("Dockerfile"), names(open()));
    }
  }

  @Test
  void ignoredFoldersComeOnlyWhereAnExceptionBringsSomethingBack() throws IOException {
    write(".dockerignore", "out\n.dockerignore\n!out/keep/*.txt\n");
    write("out/keep/a.txt", "a");
    write("out/keep/a.bin", "b");
    write("out/drop/a.txt", "c");
    write("src/main", "d");
    assertEquals(
        List.of("Dockerfile", "out/", "out/keep/", "out/keep/a.txt", "src/", "src/main"),
        names(open()));
  }

  @Test
  void theDockerfileIsSentEvenWhereIgnored() throws IOException {
    write(".dockerignore", "*\n");
    write("docker/Dockerfile", "FROM scratch AS x\n");
    write("docker/other", "o");
    BuildContext context = BuildContext.open(request(Optional.of("docker/Dockerfile")));
    assertEquals("docker/Dockerfile", context.dockerfileName());
    assertEquals(List.of("docker/", "docker/Dockerfile"), names(context));
  }

  @Test
  void rulesOfTheDockerfileItselfArePreferred() throws IOException {
    write(".dockerignore", "a\n");
    write("Dockerfile.dockerignore", "b\n");
    write("a", "a");
    write("b", "b");
    assertEquals(
        List.of(".dockerignore", "Dockerfile", "Dockerfile.dockerignore", "a"), names(open()));
  }

  @Test
  void aDockerfileOutsideIsSentUnderANameOfItsContent(@TempDir Path other) throws IOException {
    Path file = Files.writeString(other.resolve("D"), "FROM scratch AS out\n");
    BuildContext context = BuildContext.open(request(Optional.of(file.toString())));
    BuildContext again = BuildContext.open(request(Optional.of(file.toString())));
    assertEquals(context.dockerfileName(), again.dockerfileName());
    assertTrue(context.dockerfileName().matches("\\.dockerfile\\.[0-9a-f]{20}"));
    List<String> entries = entries(context);
    assertEquals(context.dockerfileName() + " 600 FROM scratch AS out", entries.get(1));
  }

  @Test
  void aSyntaxLineCanBeSilencedAndNoLineMoves() throws IOException {
    write("Dockerfile", "# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch\n");
    BuildContext context = open().withoutSyntax();
    assertEquals(Optional.empty(), context.dockerfile().orElseThrow().syntax());
    assertEquals('`', context.dockerfile().orElseThrow().escape());
    assertEquals(3, context.dockerfile().orElseThrow().instructions().get(0).line());
    String text = entries(context).get(0).split(" ", 3)[2];
    assertEquals("# escape=`\n# syntax: docker/dockerfile:1\nFROM scratch", text);
  }

  private Problem refusal(Path context, Optional<String> dockerfile) {
    Builder.Request plain = request(dockerfile);
    Builder.Request request =
        new Builder.Request(
            plain.id(),
            new Builder.Folder(context),
            dockerfile,
            plain.tags(),
            plain.arguments(),
            plain.target(),
            plain.labels(),
            false,
            false,
            plain.platform(),
            plain.network());
    return assertThrows(ProblemException.class, () -> BuildContext.open(request)).problem();
  }

  @Test
  void whatIsMissingIsNamed() {
    Path missing = folder.resolve("nix");
    Problem problem = refusal(missing, Optional.empty());
    assertEquals("build.context", problem.code());
    assertEquals(
        "unable to prepare context: path \"" + missing + "\" not found", problem.message());
    Path file = folder.resolve("Dockerfile");
    assertEquals(
        "unable to prepare context: context must be a directory: " + file,
        refusal(file, Optional.empty()).message());
    Problem other = refusal(folder, Optional.of("Other"));
    assertEquals("build.context", other.code());
    assertTrue(other.message().endsWith("/Other\""), other.message());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path locked = folder.resolve("locked");
    write("locked", "x");
    mode("locked", "---------");
    if (Files.isReadable(locked)) {
      // Root reads everything, so for root it is part of the context.
      assertTrue(names(open()).contains("locked"));
      return;
    }
    Problem problem = assertThrows(ProblemException.class, () -> names(open())).problem();
    assertEquals("build.context", problem.code());
    assertTrue(problem.message().contains("locked"), problem.message());
  }

  @Test
  void aFileThatShrinksIsNamed() throws IOException {
    Path big = folder.resolve("big");
    Files.write(big, new byte[300_000]);
    try (InputStream archive = open().archive()) {
      assertEquals(512 * 4, archive.readNBytes(512 * 4).length);
      Files.write(big, new byte[10]);
      Problem problem =
          assertThrows(ProblemException.class, () -> archive.readAllBytes()).problem();
      assertEquals("build.context", problem.code());
      assertTrue(problem.message().contains("big"), problem.message());
    }
  }

  @Test
  void anInterruptEndsTheWalk() throws IOException {
    try (InputStream archive = open().archive()) {
      Thread.currentThread().interrupt();
      assertThrows(Cancelled.class, () -> archive.readAllBytes());
      assertTrue(Thread.interrupted());
    }
  }

  private static Builder.Request stream(byte[] bytes, Optional<String> dockerfile) {
    Builder.Request plain = Builder.Request.of("build-2", Path.of("."), List.of());
    return new Builder.Request(
        plain.id(),
        new Builder.Stream(new ByteArrayInputStream(bytes)),
        dockerfile,
        plain.tags(),
        plain.arguments(),
        plain.target(),
        plain.labels(),
        false,
        false,
        plain.platform(),
        plain.network());
  }

  @Test
  void aStreamIsADockerfileOrAnArchive() throws IOException {
    byte[] text = "FROM scratch\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of("Dockerfile 600 FROM scratch"),
        entries(BuildContext.open(stream(text, Optional.empty()))));
    byte[] archive = open().archive().readAllBytes();
    BuildContext passed = BuildContext.open(stream(archive, Optional.of("./x/../D")));
    assertEquals("D", passed.dockerfileName());
    assertEquals(Optional.empty(), passed.dockerfile());
    assertEquals(List.of("Dockerfile"), names(passed));
  }

  @Test
  void theDockerfileOfAStreamIsFoundWhereverItIs() throws IOException {
    byte[] text = "FROM alpine\n".getBytes(StandardCharsets.UTF_8);
    assertEquals("alpine", base(stream(text, Optional.empty())));
    write("other/D", "FROM busybox\n");
    byte[] archive = open().archive().readAllBytes();
    assertEquals("scratch", base(stream(archive, Optional.empty())));
    assertEquals("busybox", base(stream(archive, Optional.of("./other/D"))));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(archive);
    }
    assertEquals("busybox", base(stream(packed.toByteArray(), Optional.of("other/D"))));
    assertEquals(
        Optional.empty(), BuildContext.dockerfileOf(stream(archive, Optional.of("nothing"))));
    byte[] unknown = "BZh9 and more".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(Optional.empty(), BuildContext.dockerfileOf(stream(unknown, Optional.empty())));
  }

  private static String base(Builder.Request request) {
    return BuildContext.dockerfileOf(request).orElseThrow().stages().get(0).base();
  }

  @Test
  void aDockerfileThroughAPipeIsSentBesideTheFolder() throws IOException {
    write("a.txt", "a");
    write(".dockerignore", "b.txt\n");
    write("b.txt", "b");
    Builder.Request plain = request(Optional.empty());
    byte[] text = "FROM scratch AS piped\n".getBytes(StandardCharsets.UTF_8);
    Builder.Request piped =
        new Builder.Request(
            plain.id(),
            new Builder.Piped(folder, new ByteArrayInputStream(text)),
            Optional.empty(),
            plain.tags(),
            plain.arguments(),
            plain.target(),
            plain.labels(),
            false,
            false,
            plain.platform(),
            plain.network());
    BuildContext context = BuildContext.open(piped);
    assertTrue(context.dockerfileName().matches("\\.dockerfile\\.[0-9a-f]{20}"));
    assertEquals("Dockerfile", context.dockerfile().orElseThrow().source());
    assertEquals(
        List.of(
            ".dockerignore 644 b.txt",
            "Dockerfile 644 FROM scratch",
            "a.txt 644 a",
            context.dockerfileName() + " 600 FROM scratch AS piped"),
        entries(context));
  }

  @Test
  void compressedArchivesAreKnownByTheirFirstBytes() {
    assertTrue(StreamReader.isArchive(new byte[] {0x1f, (byte) 0x8b, 8}));
    assertTrue(StreamReader.isArchive("BZh9".getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(StreamReader.isArchive("\u00fd7zXZ\0".getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(StreamReader.isArchive(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}));
    assertTrue(StreamReader.isArchive(new byte[1024]));
    assertFalse(StreamReader.isArchive("FROM x".repeat(200).getBytes(StandardCharsets.UTF_8)));
    assertFalse(StreamReader.isArchive(new byte[0]));
  }
}
