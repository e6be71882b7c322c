package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Where the private engine keeps its things.
 *
 * @param folder data root, log, and who uses it; lives until {@code engine purge}
 * @param run sockets and what a running engine needs; a short path, because a socket's may have 107
 *     bytes
 */
public record EngineFolder(Path folder, Path run) {
  private static final int LONGEST_RUN_PATH = 60;

  /**
   * The engine's folder of a person.
   *
   * @param state the product's state folder
   * @param environment the variables; {@code XDG_RUNTIME_DIR} counts where {@code state} is long
   */
  public static EngineFolder of(Path state, Map<String, String> environment) {
    Path folder = state.toAbsolutePath().resolve("engine");
    if (folder.toString().length() <= LONGEST_RUN_PATH) {
      return new EngineFolder(folder, folder.resolve("run"));
    }
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path base =
        runtime.startsWith("/") && runtime.length() < 40 ? Path.of(runtime) : Path.of("/tmp");
    // The same state folder has the same short one, whoever asks.
    String key = Integer.toHexString(folder.toString().hashCode());
    return new EngineFolder(folder, base.resolve("stagecraft-engine-" + key));
  }

  /** Where the engine listens. */
  public Path socket() {
    return run.resolve("docker.sock");
  }

  /** The address as {@code DOCKER_HOST} would say it. */
  public String address() {
    return "unix://" + socket();
  }

  /** What the engine says. */
  public Path log() {
    return folder.resolve("log");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path exec() {
    return run.resolve("exec");
  }

  Path pidFile() {
    return run.resolve("docker.pid");
  }

  /** What the engine's process is, and how the host was before it. */
  Path record() {
    return folder.resolve("running");
  }

  Path lock() {
    return folder.resolve("lock");
  }

  Path users() {
    return folder.resolve("users");
  }

  /** There while the engine shall go on without a user. */
  Path pin() {
    return folder.resolve("kept");
  }

  /** Makes the folders, for nobody else to look into. */
  void create() {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    for (Path each : new Path[] {folder, run, users()}) {
      try {
        if (!Files.isDirectory(each)) {
          Files.createDirectories(each.getParent() == null ? each : each.getParent());
          Files.createDirectory(each, mine);
        }
      } catch (java.nio.file.FileAlreadyExistsException raced) {
        if (!Files.isDirectory(each)) {
          throw unwritable(each, raced);
        }
      } catch (IOException failed) {
        throw unwritable(each, failed);
      }
    }
    checkOwner();
  }

  /** The short folder may lie where anybody can make one first. */
  private void checkOwner() {
    try {
      Object owner = Files.getAttribute(run, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!owner.equals(Files.getAttribute(folder, "unix:uid"))) {
        throw Problem.of("provision.folder", run + " belongs to somebody else")
            .withHint("remove it, or set XDG_STATE_HOME to a short path")
            .exception();
      }
    } catch (IOException failed) {
      throw unwritable(run, failed);
    }
  }

  static dev.stagecraft.core.ProblemException unwritable(Path where, IOException failed) {
    return Problem.of("provision.folder", "cannot write to " + where + ": " + reason(failed))
        .withHint("free some space or set XDG_STATE_HOME to a folder that can be written")
        .exception(failed);
  }

  static String reason(IOException failed) {
    if (failed instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(failed.getMessage());
  }

  static void write(Path file, String text) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(
          fresh,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw unwritable(file, failed);
    }
  }
}
