package dev.stagecraft.lab;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** A lab's file on disk. */
public final class LabFile {
  private static final long LARGEST = 8L << 20;

  private LabFile() {}

  /**
   * Reads a lab from a file.
   *
   * @param named as the person wrote it; it is what problems and plans call the lab
   * @param folder what a relative name is relative to
   * @throws ProblemException {@code lab.missing} (there is no such file), {@code lab.unreadable}
   *     (it may not be read), {@code lab.kind} (a folder, a binary file, a script: no Markdown),
   *     and what {@link LabReader#read} says
   */
  public static Lab read(String named, Path folder) {
    return LabReader.read(named, text(named, folder.resolve(named)));
  }

  /**
   * Writes another text in the place of a lab's, in one step: whoever reads the file meanwhile sees
   * one or the other.
   *
   * @param lab as it was read from this file
   * @throws ProblemException {@code lab.changed} (somebody else has written it since; it is left as
   *     it is), {@code lab.unwritable}
   */
  public static void write(String named, Path folder, Lab lab, String text) {
    try {
      Path file = folder.resolve(named).toRealPath();
      String now = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      String mark = now.startsWith("\uFEFF") ? "\uFEFF" : "";
      if (!now.equals(mark + lab.text())) {
        throw Problem.of("lab.changed", named + " has changed since the replay began")
            .withHint("replay it again")
            .exception();
      }
      Path beside = Files.createTempFile(file.getParent(), ".lab", ".md");
      try {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
          Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
        }
        Files.writeString(beside, mark + text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException failed) {
      throw Problem.of("lab.unwritable", named + " cannot be written: " + failed.getMessage())
          .withHint("see whether the file and its folder may be written to")
          .exception(failed);
    }
  }

  private static String text(String named, Path file) {
    if (Files.isDirectory(file)) {
      Path readme = file.resolve("README.md");
      throw Problem.of("lab.kind", named + " is a folder")
          .withHint(
              Files.isRegularFile(readme)
                  ? "replay " + Path.of(named).resolve("README.md")
                  : "name the Markdown file of the lab")
          .exception();
    }
    if (!Files.exists(file)) {
      throw Problem.of("lab.missing", "there is no file " + named)
          .withHint("the folder is " + file.toAbsolutePath().normalize().getParent())
          .exception();
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw kind(named + " is larger than a lab can be (8 MB)");
      }
      String text = decoded(named, Files.readAllBytes(file));
      if (text.startsWith("#!")) {
        throw Problem.of("lab.kind", named + " is a script, no Markdown")
            .withHint("run it as it is: scripts/stagecraft " + named)
            .exception();
      }
      return text;
    } catch (AccessDeniedException denied) {
      throw Problem.of("lab.unreadable", named + " may not be read")
          .withHint("chmod +r " + named)
          .exception(denied);
    } catch (IOException failed) {
      throw Problem.of("lab.unreadable", named + " cannot be read: " + failed.getMessage())
          .exception(failed);
    }
  }

  private static String decoded(String named, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw kind(named + " is a binary file, no Markdown");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException binary) {
      throw kind(named + " is no text in UTF-8");
    }
  }

  private static ProblemException kind(String message) {
    return Problem.of("lab.kind", message)
        .withHint("a lab is a Markdown file with fenced blocks of commands")
        .exception();
  }
}
