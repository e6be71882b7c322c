package dev.stagecraft.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs programs with an environment of their own. */
final class Bash {
  private final Path home;
  private final Map<String, String> environment = new TreeMap<>();

  /** With programs of {@code home/bin} before the system's. */
  Bash(Path home) {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("LC_ALL", "C.UTF-8");
  }

  /** What a program came to. */
  record Done(int status, String out, String err) {}

  Bash with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A program of {@code home}. */
  void program(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Done run(String... command) throws IOException {
    return start(command).end();
  }

  /** Starts one; {@link Running#end} waits for it. */
  Running start(String... command) throws IOException {
    Path err = Files.createTempFile(home, "err", "");
    ProcessBuilder builder = new ProcessBuilder(List.of(command));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(home.toFile()).redirectInput(Path.of("/dev/null").toFile());
    builder.redirectError(err.toFile());
    return new Running(builder.start(), err);
  }

  /** A program that runs. */
  record Running(Process process, Path err) {
    Done end() throws IOException {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        return new Done(process.waitFor(), out, Files.readString(err));
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    }
  }
}
