package dev.stagecraft.engine.context;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One file, folder or link of a build context, with what is sent of its attributes. */
final class ContextEntry {
  /** What an entry can be. */
  enum Kind {
    FOLDER,
    FILE,
    LINK,
    PIPE,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    /** Never sent. */
    SOCKET
  }

  private static final int TYPE_BITS = 0170000;

  private final Path file;
  private final String path;
  private final byte[] name;
  private final Kind kind;
  private final int mode;
  private final long size;
  private final long seconds;
  private final long device;
  private final String identity;

  private ContextEntry(
      Path file,
      String path,
      byte[] name,
      Kind kind,
      int mode,
      long size,
      long seconds,
      long device,
      String identity) {
    this.file = file;
    this.path = path;
    this.name = name;
    this.kind = kind;
    this.mode = mode;
    this.size = size;
    this.seconds = seconds;
    this.device = device;
    this.identity = identity;
  }

  /**
   * Reads a file's attributes, links not followed.
   *
   * @param path relative to the context, for matching
   * @param name the same as the file system has it, byte by byte
   */
  static ContextEntry read(Path file, String path, byte[] name) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return basic(file, path, name);
    }
    Map<String, Object> unix =
        Files.readAttributes(
            file, "unix:mode,size,lastModifiedTime,rdev,nlink,ino,dev", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(unix, "mode");
    Kind kind = kind(mode & TYPE_BITS);
    long seconds = ((FileTime) attribute(unix, "lastModifiedTime")).to(TimeUnit.SECONDS);
    boolean shared = kind == Kind.FILE && number(unix, "nlink") > 1;
    String identity = shared ? number(unix, "dev") + ":" + number(unix, "ino") : "";
    return new ContextEntry(
        file,
        path,
        name,
        kind,
        mode & 07777,
        number(unix, "size"),
        seconds,
        number(unix, "rdev"),
        identity);
  }

  /** Without unix attributes everything is executable, as docker's own client sends it. */
  private static ContextEntry basic(Path file, String path, byte[] name) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Kind kind = found.isDirectory() ? Kind.FOLDER : Kind.FILE;
    return new ContextEntry(
        file,
        path,
        name,
        found.isSymbolicLink() ? Kind.LINK : kind,
        0755,
        found.size(),
        found.lastModifiedTime().to(TimeUnit.SECONDS),
        0,
        "");
  }

  private static Object attribute(Map<String, Object> attributes, String key) {
    Object value = attributes.get(key);
    if (value == null) {
      throw new IllegalStateException("no attribute " + key);
    }
    return value;
  }

  private static long number(Map<String, Object> attributes, String key) {
    return ((Number) attribute(attributes, key)).longValue();
  }

  private static Kind kind(int type) {
    return switch (type) {
      case 0040000 -> Kind.FOLDER;
      case 0120000 -> Kind.LINK;
      case 0010000 -> Kind.PIPE;
      case 0020000 -> Kind.CHARACTER_DEVICE;
      case 0060000 -> Kind.BLOCK_DEVICE;
      case 0140000 -> Kind.SOCKET;
      default -> Kind.FILE;
    };
  }

  /** The last name of a path, byte by byte as the file system has it. */
  static byte[] nameOf(Path file) {
    String shown = String.valueOf(file.getFileName());
    if (shown.chars().allMatch(c -> c < 0x80)) {
      return shown.getBytes(StandardCharsets.US_ASCII);
    }
    // A name's text depends on the locale and may have lost bytes; the address keeps all of them.
    URI address = file.toUri();
    String raw = address.getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    return unescaped(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
  }

  private static byte[] unescaped(String raw) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Where it lies. */
  Path file() {
    return file;
  }

  /** Its path in the context, with {@code /}. */
  String path() {
    return path;
  }

  /** Its path in the context, byte by byte. */
  byte[] name() {
    return name.clone();
  }

  /** What it is. */
  Kind kind() {
    return kind;
  }

  /** Its permissions, with setuid, setgid and sticky bits. */
  int mode() {
    return mode;
  }

  /** Its size in bytes. */
  long size() {
    return size;
  }

  /** When it was changed, in seconds since 1970. */
  long seconds() {
    return seconds;
  }

  /** A device's major number, as Linux codes it. */
  int major() {
    return (int) ((device >>> 8 & 0xfff) | (device >>> 32 & ~0xfff));
  }

  /** A device's minor number, as Linux codes it. */
  int minor() {
    return (int) ((device & 0xff) | (device >>> 12 & ~0xff));
  }

  /** What a file has in common with its hard links; empty where it has none. */
  String identity() {
    return identity;
  }

  /** The bytes of a link's target. */
  byte[] target() throws IOException {
    Path target = Files.readSymbolicLink(file);
    String separator = file.getFileSystem().getSeparator();
    return target.toString().replace(separator, "/").getBytes(StandardCharsets.UTF_8);
  }
}
