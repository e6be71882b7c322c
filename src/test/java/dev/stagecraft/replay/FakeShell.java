package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A shell that does what a test says, and remembers what it was given. */
public final class FakeShell implements LabShell {
  private final List<String> given = new ArrayList<>();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));

  private record Answer(String output, int status, Runnable effect) {}

  /** What statements that begin so write, end with, and bring about. */
  public FakeShell on(String begin, String output, int status, Runnable effect) {
    answers.put(begin, new Answer(output, status, effect));
    return this;
  }

  public FakeShell on(String begin, String output, int status) {
    return on(begin, output, status, () -> {});
  }

  /** A statement that does not end. */
  public FakeShell hangs(String begin) {
    return on(
        begin,
        "",
        0,
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Cancelled(begin);
          }
        });
  }

  public void export(String name, String value) {
    environment.put(name, value);
  }

  /** What it was given, each without its last line end. */
  public List<String> given() {
    return given.stream().map(String::stripTrailing).toList();
  }

  @Override
  public int run(String text, boolean own, OutputStream output) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Cancelled(text);
    }
    given.add((own ? "own: " : "") + text);
    for (Map.Entry<String, Answer> answer : answers.entrySet()) {
      if (text.startsWith(answer.getKey())) {
        answer.getValue().effect().run();
        write(output, answer.getValue().output());
        return answer.getValue().status();
      }
    }
    return 0;
  }

  private static void write(OutputStream output, String text) {
    try {
      output.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Path folder() {
    return Path.of("/home/me/here");
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {}
}
