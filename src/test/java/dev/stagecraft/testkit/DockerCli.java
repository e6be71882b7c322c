package dev.stagecraft.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The docker CLI of the machine, for tests that compare with it. Ours prints what version 28
 * prints; an older one, such as Debian's own, prints something else.
 */
public final class DockerCli {
  private static final Pattern VERSION = Pattern.compile("Docker version (\\d+)\\.");
  private static final int OURS = 28;

  private DockerCli() {}

  /** The test is skipped where there is none of our version or later; {@code check} allows that. */
  public static void assumed() {
    String found = version();
    Matcher version = VERSION.matcher(found);
    if (!version.find() || Integer.parseInt(version.group(1)) < OURS) {
      String reason = "no docker CLI " + OURS + " here: " + found.strip();
      System.out.println("skipped, " + reason);
      Assumptions.abort(reason);
    }
  }

  private static String version() {
    try {
      Process process = new ProcessBuilder("docker", "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) ? said : "it does not end";
    } catch (IOException absent) {
      return "none in PATH";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
