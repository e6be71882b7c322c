package dev.stagecraft.engine.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this machine's Debian packages come from. Source: sources.list(5), both formats.
 *
 * @param main address of the mirror with the main archive
 * @param security address of the security archive, where there is one
 */
record AptSources(String main, Optional<String> security) {
  /** One line or stanza. */
  private record Entry(String address, List<String> suites) {}

  /**
   * Reads {@code /etc/apt}.
   *
   * @param etc the folder {@code /etc/apt}
   * @return empty where no archive of Debian is among the sources
   */
  static Optional<AptSources> read(Path etc) {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files(etc)) {
      String text = text(file);
      if (file.toString().endsWith(".sources")) {
        entries.addAll(stanzas(text));
      } else {
        text.lines().flatMap(line -> line(line).stream()).forEach(entries::add);
      }
    }
    Optional<String> security =
        entries.stream()
            .filter(entry -> entry.suites.stream().anyMatch(s -> s.endsWith("-security")))
            .map(Entry::address)
            .findFirst();
    return entries.stream()
        .filter(entry -> entry.suites.stream().anyMatch(AptSources::isRelease))
        .map(entry -> new AptSources(entry.address, security))
        .findFirst();
  }

  private static boolean isRelease(String suite) {
    return List.of(
            "bookworm",
            "trixie",
            "forky",
            "sid",
            "stable",
            "oldstable",
            "testing",
            "unstable",
            "bullseye")
        .contains(suite);
  }

  private static List<Path> files(Path etc) {
    List<Path> files = new ArrayList<>();
    files.add(etc.resolve("sources.list"));
    try (Stream<Path> more = Files.list(etc.resolve("sources.list.d"))) {
      more.filter(file -> file.toString().endsWith(".sources") || file.toString().endsWith(".list"))
          .sorted()
          .forEach(files::add);
    } catch (IOException none) {
      return files;
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException none) {
      return "";
    }
  }

  private static Optional<Entry> line(String line) {
    // deb [signed-by=/x arch=amd64] http://HOST/debian bookworm main
    String plain = line.replaceFirst("#.*", "").replaceFirst("\\[[^]]*]", "").strip();
    String[] words = plain.split("\\s+");
    return words.length < 3 || !words[0].equals("deb") || !isAddress(words[1])
        ? Optional.empty()
        : Optional.of(new Entry(words[1], List.of(words[2].replaceFirst("/+$", ""))));
  }

  private static List<Entry> stanzas(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String stanza : text.split("\\n\\s*\\n")) {
      Map<String, String> fields = new LinkedHashMap<>();
      stanza
          .lines()
          .filter(line -> !line.startsWith("#") && line.indexOf(':') > 0)
          .forEach(
              line ->
                  fields.put(
                      line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                      line.substring(line.indexOf(':') + 1).strip()));
      boolean enabled = !fields.getOrDefault("enabled", "yes").equals("no");
      boolean binary = List.of(fields.getOrDefault("types", "").split("\\s+")).contains("deb");
      if (enabled && binary) {
        List<String> suites = List.of(fields.getOrDefault("suites", "").split("\\s+"));
        Stream.of(fields.getOrDefault("uris", "").split("\\s+"))
            .filter(AptSources::isAddress)
            .forEach(address -> entries.add(new Entry(address, suites)));
      }
    }
    return entries;
  }

  private static boolean isAddress(String word) {
    return word.startsWith("http://") || word.startsWith("https://");
  }

  /** The file {@code debian.sources} of an image of bookworm. */
  String stanzas() {
    String text = stanza(main, "bookworm bookworm-updates");
    return security.map(address -> text + "\n" + stanza(address, "bookworm-security")).orElse(text);
  }

  private static String stanza(String address, String suites) {
    return "Types: deb\nURIs: "
        + HostSettings.withoutPassword(address)
        + "\nSuites: "
        + suites
        + "\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n";
  }
}
