package dev.stagecraft.engine.context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A Dockerfile alone, without any file beside it. */
final class TextContext implements BuildContext {
  private static final String NAME = "Dockerfile";

  private final byte[] text;
  private final Dockerfile parsed;

  TextContext(byte[] text) {
    this.text = text.clone();
    this.parsed = Dockerfile.parse(NAME, new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public String dockerfileName() {
    return NAME;
  }

  @Override
  public Optional<Dockerfile> dockerfile() {
    return Optional.of(parsed);
  }

  @Override
  public BuildContext withoutSyntax() {
    return new TextContext(new SyntaxLine(text).silenced());
  }

  @Override
  public InputStream archive() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // No time of day: the same text is the same archive.
    byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(TarHeaders.file(name, 0600, text.length, 0));
    out.writeBytes(text);
    out.writeBytes(TarHeaders.padding(text.length));
    out.writeBytes(TarHeaders.end());
    return new ByteArrayInputStream(out.toByteArray());
  }
}
