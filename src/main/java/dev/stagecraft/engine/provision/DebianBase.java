package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Images;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * {@code debian:bookworm-slim}, made by {@code debootstrap} from the machine's own apt sources,
 * with what containers need to reach package registries as the machine does.
 */
final class DebianBase {
  static final String NAME = "debian:bookworm-slim";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** What the official slim image leaves out, and what speeds up dpkg where nothing can be lost. */
  private static final Map<String, String> FILES =
      Map.of(
          "etc/dpkg/dpkg.cfg.d/slim",
          "path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\n"
              + "path-exclude /usr/share/info/*\npath-exclude /usr/share/locale/*\n",
          "etc/dpkg/dpkg.cfg.d/speed",
          "force-unsafe-io\n",
          "etc/apt/apt.conf.d/slim",
          "Acquire::Languages \"none\";\nAPT::Install-Suggests \"false\";\n");

  private static final String CLEAN =
      "set -e; cd \"$1\"; rm -rf var/lib/apt/lists/* var/cache/apt/* var/log/* usr/share/doc/*"
          + " usr/share/man/* usr/share/info/* usr/share/locale/* debootstrap etc/resolv.conf"
          + " etc/hostname etc/apt/sources.list var/cache/debconf/*-old var/lib/dpkg/*-old";

  private final Images images;
  private final HostCommands commands;
  private final Supplier<HostSettings> settings;
  private final Path work;

  /**
   * Nothing happens yet.
   *
   * @param settings this machine's, read when they are needed
   * @param work a folder for what is made on the way
   */
  DebianBase(Images images, HostCommands commands, Supplier<HostSettings> settings, Path work) {
    this.images = images;
    this.commands = commands;
    this.settings = settings;
    this.work = work;
  }

  /**
   * Makes it; the caller holds the lock of the work folder.
   *
   * @param labels of the image
   * @throws ProblemException {@link BaseImages#NOWHERE} where this machine cannot make it at all,
   *     {@code base.recipe} where making it failed
   */
  void make(Map<String, String> labels, Telling telling) {
    HostSettings host = settings.get();
    Optional<Problem> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw obstacle.get().exception();
    }
    AptSources sources = host.apt().orElseThrow();
    Path root = work.resolve("debian-" + ProcessMark.own());
    try {
      remove();
      Files.createDirectories(work);
      telling.say("debootstrap");
      debootstrap(root, sources.main(), telling);
      furnish(root, host, sources);
      telling.say("importing");
      load(root, host, labels);
    } catch (IOException failed) {
      throw EngineFolder.unwritable(root, failed);
    } finally {
      boolean interrupted = Thread.interrupted();
      remove();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void debootstrap(Path root, String mirror, Telling telling) {
    List<String> command =
        List.of(
            "debootstrap",
            "--variant=minbase",
            "--include=ca-certificates",
            "bookworm",
            root.toString(),
            mirror);
    PackageCount packages = new PackageCount();
    HostCommands.Done done =
        commands.run(
            LIMIT,
            "",
            line -> {
              synchronized (packages) {
                packages
                    .line(line)
                    .ifPresent(
                        at -> telling.far("debootstrap: " + at.phase() + " packages", at.extent()));
              }
            },
            command);
    if (done.status() != 0) {
      throw HostCommands.failed("base.recipe", command, done).exception();
    }
  }

  /**
   * All that goes into it beside Debian's packages, as text: two machines, or one at two times,
   * with the same text make the same image but for newer packages.
   */
  String madeFrom() {
    HostSettings host = settings.get();
    StringBuilder text = new StringBuilder();
    text.append(host.apt().map(AptSources::stanzas).orElse("")).append(aptProxies());
    new TreeMap<>(FILES).forEach((file, content) -> text.append(file).append(content));
    host.variables().forEach((name, value) -> text.append(name + "=" + value + "\n"));
    text.append(host.nuget()).append(CLEAN);
    for (Path certificate : host.certificates()) {
      try {
        text.append(certificate.getFileName())
            .append(Files.readString(certificate, StandardCharsets.ISO_8859_1));
      } catch (IOException gone) {
        text.append("unreadable");
      }
    }
    return text.toString();
  }

  /** Why this machine cannot make it at all, if so: {@link BaseImages#NOWHERE}. */
  Optional<Problem> obstacle() {
    if (settings.get().apt().isEmpty()) {
      return unable(
          "no Debian mirror is among this machine's apt sources",
          "name one: STAGECRAFT_DEBIAN_MIRROR=ADDRESS; or give a pack in STAGECRAFT_PACKS");
    }
    if (commands.find("debootstrap").isEmpty()) {
      return unable("debootstrap is missing", "apt-get install -y debootstrap, or --provision");
    }
    if (!Obstacles.isRoot(commands)) {
      return unable(
          "only root can run debootstrap", "run it with sudo, or give a pack in STAGECRAFT_PACKS");
    }
    return Optional.empty();
  }

  private static Optional<Problem> unable(String why, String hint) {
    return Optional.of(
        Problem.of(BaseImages.NOWHERE, "this machine cannot make " + NAME + ": " + why)
            .withHint(hint));
  }

  /** Writes what the machine has into the root file system. */
  private void furnish(Path root, HostSettings host, AptSources sources) throws IOException {
    Path trust = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
    for (Path certificate : host.certificates()) {
      Files.copy(
          certificate,
          trust.resolve(certificate.getFileName()),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    commands.demand(
        "base.recipe", LIMIT, "", List.of("chroot", root.toString(), "update-ca-certificates"));
    commands.demand("base.recipe", LIMIT, "", List.of("sh", "-c", CLEAN, "sh", root.toString()));
    write(root.resolve("etc/apt/sources.list.d/debian.sources"), sources.stanzas());
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      write(root.resolve(file.getKey()), file.getValue());
    }
    String proxies = aptProxies();
    if (!proxies.isEmpty()) {
      write(root.resolve("etc/apt/apt.conf.d/proxy"), proxies);
    }
    if (!host.nuget().isEmpty()) {
      write(root.resolve("etc/opt/NuGet/Config/machine.config"), host.nuget());
    }
  }

  private String aptProxies() {
    StringBuilder proxies = new StringBuilder();
    for (String kind : List.of("http", "https")) {
      aptProxy(kind)
          .ifPresent(
              value ->
                  proxies
                      .append("Acquire::")
                      .append(kind)
                      .append("::Proxy \"")
                      .append(value)
                      .append("\";\n"));
    }
    return proxies.toString();
  }

  /** The proxy that this machine's apt uses. */
  private Optional<String> aptProxy(String kind) {
    // Acquire::http::Proxy "http://proxy:3128/";
    String name = "Acquire::" + kind + "::Proxy ";
    return commands
        .run(LIMIT, "apt-config", "dump", name.strip())
        .out()
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replaceAll("[\";]", "").strip())
        .filter(value -> !value.isEmpty() && HostSettings.isForOthers(value))
        .findFirst();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private void load(Path root, HostSettings host, Map<String, String> labels) throws IOException {
    List<String> changes = new ArrayList<>();
    changes.add("CMD [\"bash\"]");
    host.variables().forEach((name, value) -> changes.add("ENV " + name + "=" + quoted(value)));
    labels.forEach((name, value) -> changes.add("LABEL " + name + "=" + quoted(value)));
    List<String> tar =
        List.of("tar", "-C", root.toString(), "--numeric-owner", "--one-file-system", "-c", ".");
    try (InputStream bytes = commands.streaming(tar)) {
      images.load(bytes, "debian", "bookworm-slim", changes);
    }
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Removes what this and interrupted attempts left; nothing mounted below it is entered. */
  private void remove() {
    commands.run(
        LIMIT,
        "sh",
        "-c",
        "cd \"$1\" 2>/dev/null || exit 0; for root in debian-*; do"
            + " umount -l \"$root/proc\" \"$root/sys\" 2>/dev/null;"
            + " rm -rf --one-file-system \"$root\"; done",
        "sh",
        work.toString());
  }
}
