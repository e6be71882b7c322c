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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of this machine containers need in order to reach package registries as it does: apt
 * sources, certificates, proxies, and the addresses that pip, npm and Go ask. An address with a
 * password in it is left out, and so is what only this machine itself can reach.
 *
 * @param apt where Debian packages come from
 * @param certificates files of certificates that this machine trusts beyond the usual ones
 * @param variables what goes into an image's environment
 * @param nuget the text of a NuGet configuration with this machine's package sources; may be empty
 */
record HostSettings(
    Optional<AptSources> apt,
    List<Path> certificates,
    Map<String, String> variables,
    String nuget) {
  private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
  private static final Pattern SETTING = Pattern.compile("^\\s*([\\w-]+)\\s*=\\s*(.*?)\\s*$");
  private static final Pattern NUGET_SOURCES =
      Pattern.compile("<packageSources>(.*?)</packageSources>", Pattern.DOTALL);
  private static final Pattern NUGET_SOURCE =
      Pattern.compile("<add\\s+key=\"([^\"]*)\"\\s+value=\"([^\"]*)\"[^>]*/>");
  private static final Pattern PASSWORD = Pattern.compile("(\\w+://)[^/@\\s]+@");

  HostSettings {
    certificates = List.copyOf(certificates);
    variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /**
   * Reads this machine's.
   *
   * @param root where the file system begins: {@code /}
   * @param home the person's home folder
   * @param environment the variables
   */
  static HostSettings read(Path root, Path home, Map<String, String> environment) {
    Optional<AptSources> apt = AptSources.read(root.resolve("etc/apt"));
    Optional<String> mirror =
        Optional.ofNullable(environment.get("STAGECRAFT_DEBIAN_MIRROR")).filter(m -> !m.isBlank());
    if (mirror.isPresent()) {
      apt = Optional.of(new AptSources(mirror.get().strip(), Optional.empty()));
    }
    List<Path> certificates = certificates(root.resolve("usr/local/share/ca-certificates"));
    Map<String, String> variables = new LinkedHashMap<>();
    if (!certificates.isEmpty()) {
      for (String name :
          List.of("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")) {
        variables.put(name, BUNDLE);
      }
    }
    proxies(environment, variables);
    pip(root, home, environment, variables);
    npm(root, home, environment, variables);
    go(home, environment, variables);
    return new HostSettings(apt, certificates, variables, nuget(home));
  }

  private static List<Path> certificates(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".crt")).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException none) {
      return List.of();
    }
  }

  private static void proxies(Map<String, String> environment, Map<String, String> into) {
    boolean any = false;
    for (String name : List.of("http_proxy", "https_proxy")) {
      Optional<String> value = value(environment, name, name.toUpperCase(Locale.ROOT));
      if (value.filter(HostSettings::isForOthers).isPresent()) {
        into.put(name, value.get());
        into.put(name.toUpperCase(Locale.ROOT), value.get());
        any = true;
      }
    }
    if (any) {
      // Labs ask published ports on localhost: no proxy in between.
      String not =
          value(environment, "no_proxy", "NO_PROXY").map(v -> v + ",").orElse("")
              + "localhost,127.0.0.1,::1";
      into.put("no_proxy", not);
      into.put("NO_PROXY", not);
    }
  }

  private static void pip(
      Path root, Path home, Map<String, String> environment, Map<String, String> into) {
    Map<String, String> files =
        settings(
            root.resolve("etc/pip.conf"),
            home.resolve(".pip/pip.conf"),
            home.resolve(".config/pip/pip.conf"));
    String[][] wanted = {
      {"PIP_INDEX_URL", "index-url"},
      {"PIP_EXTRA_INDEX_URL", "extra-index-url"},
      {"PIP_TRUSTED_HOST", "trusted-host"}
    };
    for (String[] pair : wanted) {
      value(environment, pair[0])
          .or(() -> Optional.ofNullable(files.get(pair[1])))
          .filter(HostSettings::isForOthers)
          .ifPresent(v -> into.put(pair[0], v));
    }
  }

  private static void npm(
      Path root, Path home, Map<String, String> environment, Map<String, String> into) {
    Map<String, String> files =
        settings(root.resolve("etc/npmrc"), root.resolve("usr/etc/npmrc"), home.resolve(".npmrc"));
    value(environment, "NPM_CONFIG_REGISTRY", "npm_config_registry")
        .or(() -> Optional.ofNullable(files.get("registry")))
        .filter(HostSettings::isForOthers)
        .ifPresent(v -> into.put("NPM_CONFIG_REGISTRY", v));
  }

  private static void go(Path home, Map<String, String> environment, Map<String, String> into) {
    Map<String, String> file = settings(home.resolve(".config/go/env"));
    for (String name : List.of("GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE")) {
      value(environment, name)
          .or(() -> Optional.ofNullable(file.get(name)))
          .filter(HostSettings::isForOthers)
          .ifPresent(v -> into.put(name, v));
    }
  }

  private static String nuget(Path home) {
    String text;
    try {
      text = Files.readString(home.resolve(".nuget/NuGet/NuGet.Config"), StandardCharsets.UTF_8);
    } catch (IOException none) {
      return "";
    }
    Matcher sources = NUGET_SOURCES.matcher(text);
    StringBuilder lines = new StringBuilder();
    while (sources.find()) {
      Matcher source = NUGET_SOURCE.matcher(sources.group(1));
      while (source.find()) {
        if (source.group(2).startsWith("http") && isForOthers(source.group(2))) {
          lines.append("    ").append(source.group()).append('\n');
        }
      }
    }
    return lines.length() == 0
        ? ""
        : "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <packageSources>\n"
            + lines
            + "  </packageSources>\n</configuration>\n";
  }

  private static Optional<String> value(Map<String, String> environment, String... names) {
    return Stream.of(names)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .map(String::strip)
        .findFirst();
  }

  /** Lines {@code name = value} of files; a later file wins. */
  private static Map<String, String> settings(Path... files) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Path file : files) {
      List<String> lines = new ArrayList<>();
      try {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      } catch (IOException none) {
        continue;
      }
      for (String line : lines) {
        Matcher setting = SETTING.matcher(line);
        if (setting.matches() && !setting.group(2).isEmpty()) {
          found.put(setting.group(1), setting.group(2).replaceAll("^\"|\"$", ""));
        }
      }
    }
    return found;
  }

  /** Whether an address may be written into an image, and means there what it means here. */
  static boolean isForOthers(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return !PASSWORD.matcher(address).find()
        && !lower.contains("$")
        && !lower.contains("://localhost")
        && !lower.contains("://127.")
        && !lower.contains("://[::1]");
  }

  /** An address without the name and password in it. */
  static String withoutPassword(String address) {
    return PASSWORD.matcher(address).replaceAll("$1");
  }
}
