package dev.stagecraft.script;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;

/** Sizes and times as Groovy's numbers have them: {@code 100.MB}, {@code 30.seconds}. */
public final class Units {
  private Units() {}

  /** So many bytes. */
  public static ByteSize getB(Number self) {
    return bytes(self, 1);
  }

  /** So many kilobytes, a thousand bytes each. */
  public static ByteSize getKB(Number self) {
    return bytes(self, 1e3);
  }

  /** So many megabytes. */
  public static ByteSize getMB(Number self) {
    return bytes(self, 1e6);
  }

  /** So many gigabytes. */
  public static ByteSize getGB(Number self) {
    return bytes(self, 1e9);
  }

  /** So many kibibytes, 1024 bytes each. */
  public static ByteSize getKiB(Number self) {
    return bytes(self, 1024);
  }

  /** So many mebibytes. */
  public static ByteSize getMiB(Number self) {
    return bytes(self, 1024.0 * 1024);
  }

  /** So many gibibytes. */
  public static ByteSize getGiB(Number self) {
    return bytes(self, 1024.0 * 1024 * 1024);
  }

  /** So many seconds. */
  public static Duration getSeconds(Number self) {
    return Duration.ofMillis(Math.round(self.doubleValue() * 1e3));
  }

  /** So many minutes. */
  public static Duration getMinutes(Number self) {
    return Duration.ofMillis(Math.round(self.doubleValue() * 60e3));
  }

  /** So many hours. */
  public static Duration getHours(Number self) {
    return Duration.ofMillis(Math.round(self.doubleValue() * 3600e3));
  }

  private static ByteSize bytes(Number count, double unit) {
    return new ByteSize(Math.round(count.doubleValue() * unit));
  }
}
