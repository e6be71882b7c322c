package dev.stagecraft.engine.context;

import java.io.InputStream;
import java.util.Optional;

/** An archive that somebody else made; the engine unpacks it, compressed or not. */
final class ArchiveContext implements BuildContext {
  private final InputStream bytes;
  private final String dockerfileName;

  ArchiveContext(InputStream bytes, String dockerfileName) {
    this.bytes = bytes;
    this.dockerfileName = dockerfileName;
  }

  @Override
  public String dockerfileName() {
    return dockerfileName;
  }

  @Override
  public Optional<Dockerfile> dockerfile() {
    return Optional.empty();
  }

  @Override
  public BuildContext withoutSyntax() {
    return this;
  }

  @Override
  public InputStream archive() {
    return bytes;
  }
}
