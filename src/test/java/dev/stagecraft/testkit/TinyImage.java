package dev.stagecraft.testkit;

import dev.stagecraft.engine.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * An image of one static program of two kilobytes, made without any base image or registry.
 *
 * <p>The image's entry point is {@code /tiny}; a container's arguments say what it does, one after
 * the other: {@code echo TEXT}, {@code err TEXT} (standard error), {@code cat} (input to output),
 * {@code env NAME}, {@code pause} (until SIGTERM or SIGINT, then on), {@code http PORT} (answers
 * {@code ok} until SIGTERM), {@code flood N} (N lines of 64 bytes), {@code fill PATH MIB}, {@code
 * size} (the terminal's rows and columns), {@code exit N}. Without {@code exit} the status is 0; an
 * unknown word is 127. The program's source is beside it in the test resources, {@code tiny.c}.
 */
public final class TinyImage {
  private static final int BLOCK = 512;

  private TinyImage() {}

  /** The program, for {@code amd64} or {@code arm64}. */
  public static byte[] program(String architecture) {
    String file =
        switch (architecture) {
          case "amd64" -> "tiny.x86_64.base64";
          case "arm64" -> "tiny.aarch64.base64";
          default -> throw new IllegalArgumentException("no program for " + architecture);
        };
    try (InputStream in = TinyImage.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not among the test resources: " + file);
      }
      return Base64.getMimeDecoder().decode(in.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A root file system with the program as {@code /tiny}. */
  public static byte[] tar(String architecture) {
    byte[] program = program(architecture);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(header("tiny", program.length));
    tar.writeBytes(program);
    tar.writeBytes(new byte[(BLOCK - program.length % BLOCK) % BLOCK + 2 * BLOCK]);
    return tar.toByteArray();
  }

  /** Makes the image on an engine and returns its id. Whoever makes it removes it. */
  public static String make(Engine engine, String repository, String tag) {
    String architecture = engine.version().path("Arch").asText();
    return engine
        .images()
        .load(
            new ByteArrayInputStream(tar(architecture)),
            repository,
            tag,
            List.of("ENTRYPOINT [\"/tiny\"]"));
  }

  private static byte[] header(String name, int size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000755");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format(Locale.ROOT, "%011o", size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o", sum) + "\0 ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
