package dev.stagecraft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Sizes and names as docker writes them. */
class ValuesTest {
  @Test
  void sizesAsDockerWritesThem() {
    assertEquals("0B", new ByteSize(0).docker());
    assertEquals("512B", new ByteSize(512).docker());
    assertEquals("7.14MB", new ByteSize(7_138_000).docker());
    assertEquals("917MB", new ByteSize(917_400_000).docker());
    assertEquals("1.01GB", new ByteSize(1_010_000_000).docker());
    assertEquals("1e+03MB", new ByteSize(999_900_000).docker());
    assertEquals("1.235kB", new ByteSize(1235).docker(4));
  }

  @Test
  void sizesAsWeWriteThem() {
    assertEquals("512 B", new ByteSize(512).human());
    assertEquals("7.1 MB", new ByteSize(7_138_000).human());
    assertEquals("917 MB", new ByteSize(917_400_000).human());
    assertEquals("\u2212910 MB", new ByteSize(-910_262_000).human());
  }

  @Test
  void namesTakenApart() {
    assertEquals("docker.io/library/alpine:3.19", ImageName.parse("alpine:3.19").canonical());
    assertEquals("alpine:latest", ImageName.parse("docker.io/library/alpine").familiar());
    assertEquals("localhost:5000/a/b:c", ImageName.parse("localhost:5000/a/b:c").familiar());
    assertEquals(
        "mcr.microsoft.com/dotnet/sdk:8.0",
        ImageName.parse("mcr.microsoft.com/dotnet/sdk:8.0").canonical());
    assertThrows(ProblemException.class, () -> ImageName.parse("Go-App:x"));
    assertThrows(ProblemException.class, () -> ImageName.parse("a b"));
  }
}
