package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.engine.BaseImages.Extent;
import dev.stagecraft.engine.BaseImages.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How far an installation is, by what the installers say. */
class PackageCountTest {
  private static List<String> read(String lines) {
    PackageCount count = new PackageCount();
    List<String> seen = new ArrayList<>();
    lines
        .lines()
        .flatMap(line -> count.line(line).stream())
        .forEach(
            at ->
                seen.add(
                    at.phase()
                        + " "
                        + at.extent().current()
                        + (at.extent().total().isPresent()
                            ? "/" + at.extent().total().getAsLong()
                            : "")));
    return seen;
  }

  @Test
  void debootstrap() {
    assertEquals(
        List.of("fetching 1", "extracting 1/1", "unpacking 1/1", "configuring 1/1"),
        read(
            """
            I: Retrieving InRelease
            I: Retrieving adduser 3.134
            I: Validating adduser 3.134
            I: Extracting adduser...
            I: Unpacking required packages...
            I: Unpacking adduser...
            I: Configuring required packages...
            I: Configuring adduser...
            I: Base system installed successfully.
            """));
  }

  @Test
  void aptGet() {
    assertEquals(
        List.of(
            "fetching 1/2", "fetching 2/2", "unpacking 1/2", "unpacking 2/2", "configuring 1/2"),
        read(
            """
            Get:1 http://deb.example/debian bookworm InRelease [151 kB]
            0 upgraded, 2 newly installed, 0 to remove and 4 not upgraded.
            Get:1 http://deb.example/debian bookworm/main amd64 a amd64 1 [12 kB]
            Get:2 http://deb.example/debian bookworm/main amd64 b amd64 1 [12 kB]
            Unpacking a (1) ...
            Unpacking b (1) ...
            Setting up a (1) ...
            Processing triggers for libc-bin (2.36) ...
            """));
  }

  @Test
  void howFarIsToldOnceASecond() {
    List<Progress> heard = new ArrayList<>();
    long[] nanos = {0};
    Telling telling = new Telling("a:1", heard::add, () -> nanos[0]);
    for (int i = 1; i <= 5; i++) {
      telling.far("unpacking", new Extent(i, OptionalLong.of(5), "packages"));
      nanos[0] += 400_000_000L;
    }
    telling.say("importing");
    assertEquals(
        List.of(
            new Progress("a:1", "unpacking", extent(1), Duration.ZERO),
            new Progress("a:1", "unpacking", extent(4), Duration.ofMillis(1200)),
            new Progress("a:1", "importing", Optional.empty(), Duration.ofSeconds(2))),
        heard);
  }

  private static Optional<Extent> extent(long current) {
    return Optional.of(new Extent(current, OptionalLong.of(5), "packages"));
  }
}
