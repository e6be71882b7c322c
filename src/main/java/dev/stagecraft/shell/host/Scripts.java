package dev.stagecraft.shell.host;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The files that a session's shell needs: the driver, and a shim for each word that calls back.
 * They hold the session's token, and nobody else may read them.
 */
final class Scripts {
  /**
   * A bash at a prompt ignores TERM. While it reads its rcfile it takes itself for none, and what
   * it gives back of a signal then is what the signal does to every program.
   */
  private static final String LIKE_A_SCRIPT = "\\builtin trap : TERM\n\\builtin trap - TERM";

  private final Path folder;
  private final Path bash;
  private final String searchPath;

  Scripts(Path folder, Path bash, String searchPath) {
    this.folder = folder;
    this.bash = bash;
    this.searchPath = searchPath;
  }

  /** The folder that stands first on the shell's PATH. */
  Path shims() {
    return folder.resolve("bin");
  }

  Path driver() {
    return folder.resolve("driver");
  }

  /**
   * Writes all of them.
   *
   * @throws dev.stagecraft.core.ProblemException {@code shell.state} where they cannot be written
   */
  void write(int port, String token, List<String> words, String called, boolean script) {
    try {
      writeAll(port, token, words, called, script);
    } catch (IOException e) {
      String why = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
      throw Problem.of("shell.state", "bash needs files in " + folder + ", not written: " + why)
          .withHint("make room there, or name another folder: XDG_STATE_HOME=…")
          .exception(e);
    }
  }

  private void writeAll(int port, String token, List<String> words, String called, boolean script)
      throws IOException {
    Files.createDirectories(shims());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(shims(), PosixFilePermissions.fromString("rwx------"));
    String driver =
        common(template("driver.sh"), port, token)
            .replace("@SHIMS@", Bytes.quoted(shims().toString()))
            .replace("@CALLED@", Bytes.quoted(called))
            .replace("@SIGNALS@", script ? LIKE_A_SCRIPT : "\\builtin :");
    // the shell is started with its messages to nowhere; 9 is where they go from now on
    write(driver(), driver.replace("@STDERR@", "exec 2>&9 9>&-"), "rw-------");
    String shim =
        common(template("shim.sh"), port, token)
            .replace("@BASH@", bash.toString())
            .replace("@CAT@", program("cat"))
            .replace("@STTY@", program("stty"))
            .replace("@SLEEP@", program("sleep"));
    for (String word : words) {
      write(shims().resolve(word), shim.replace("@NAME@", Bytes.quoted(word)), "rwx------");
    }
  }

  private String program(String name) {
    return Bytes.quoted(Programs.find(name, searchPath).map(Path::toString).orElse(name));
  }

  private static String common(String template, int port, String token) {
    return template.replace("@PORT@", Integer.toString(port)).replace("@TOKEN@", token);
  }

  /** A script that comes with us. */
  static String template(String name) throws IOException {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    // renamed into place: a shell that runs a script reads it as it goes
    Path fresh = file.resolveSibling("." + file.getFileName());
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
