package dev.stagecraft.shell.host;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Commands that show what a call-back can do; {@code docker} is their first word. */
final class Verbs implements Caller {
  /** What was called, and in which way it ended. */
  final Queue<String> ended = new ConcurrentLinkedQueue<>();

  final Queue<String> begun = new ConcurrentLinkedQueue<>();

  @Override
  public boolean wantsKeyboard(java.util.List<String> words) {
    return words.contains("-i") || words.contains("-it") || words.contains("-t");
  }

  @Override
  public boolean ours(String word) {
    return word.equals("docker");
  }

  @Override
  public Outcome call(Call call) {
    String what = call.words().size() > 1 ? call.words().get(1) : "";
    List<String> rest = call.words().subList(Math.min(2, call.words().size()), call.words().size());
    begun.add(String.join(" ", call.words()));
    try {
      Outcome outcome = act(what, rest, call);
      ended.add(what + " " + outcome.status());
      return outcome;
    } catch (Cancelled e) {
      ended.add(what + " cancelled");
      throw e;
    } catch (InterruptedIOException e) {
      ended.add(what + " cancelled");
      Thread.currentThread().interrupt();
      throw new Cancelled(what);
    } catch (IOException e) {
      ended.add(what + " broken");
      return Outcome.status(1);
    }
  }

  private Outcome act(String what, List<String> rest, Call call) throws IOException {
    Streams streams = call.streams();
    return switch (what) {
      case "echo" -> Outcome.text(String.join(" ", rest) + "\n");
      case "warn" -> Outcome.done().withRemark(String.join(" ", rest));
      case "args" ->
          Outcome.text(
              rest.stream()
                  .map(w -> HexFormat.of().formatHex(w.getBytes(StandardCharsets.UTF_8)) + "\n")
                  .collect(Collectors.joining()));
      case "exit" -> Outcome.status(Integer.parseInt(rest.get(0)));
      case "pwd" -> Outcome.text(call.folder() + "\n");
      case "env" -> Outcome.text(call.environment().getOrDefault(rest.get(0), "-unset-") + "\n");
      case "tty" ->
          Outcome.text(
              streams.inIsTerminal()
                  + " "
                  + streams.outIsTerminal()
                  + " "
                  + streams.errIsTerminal()
                  + "\n");
      case "cat" -> {
        streams.in().transferTo(streams.out());
        yield Outcome.done();
      }
      case "save" -> {
        byte[] block = new byte[64 * 1024];
        RandomGenerator random = new java.util.Random(7);
        for (int i = 0; i < Integer.parseInt(rest.get(0)) * 16; i++) {
          random.nextBytes(block);
          streams.out().write(block);
        }
        yield Outcome.done();
      }
      case "mix" -> {
        for (int i = 0; i < 3; i++) {
          streams.out().write(("o" + i + "\n").getBytes(StandardCharsets.UTF_8));
          streams.err().write(("e" + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
        yield Outcome.done();
      }
      case "key" -> key(streams);
      case "resize" -> resize(streams);
      case "block" -> block();
      case "heed" -> heed();
      default -> throw new UncheckedIOException(new IOException("no verb " + what));
    };
  }

  private static Outcome key(Streams streams) throws IOException {
    Streams.Keyboard keyboard = streams.keyboard().orElseThrow();
    keyboard.raw();
    try {
      int key = streams.in().read();
      return Outcome.text(
          "key " + key + " in " + keyboard.rows() + "x" + keyboard.columns() + "\n");
    } finally {
      keyboard.cooked();
    }
  }

  private Outcome resize(Streams streams) {
    Streams.Keyboard keyboard = streams.keyboard().orElseThrow();
    CountDownLatch changed = new CountDownLatch(1);
    String before = keyboard.rows() + "x" + keyboard.columns();
    keyboard.onResize(changed::countDown);
    keyboard.raw();
    try {
      begun.add("waiting for a size");
      changed.await();
      return Outcome.text(before + " " + keyboard.rows() + "x" + keyboard.columns() + "\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("resize");
    } finally {
      keyboard.cooked();
    }
  }

  /** Waits for a Ctrl-C and ends by itself, as a container does that answers it. */
  private static Outcome heed() {
    try {
      return block();
    } catch (Cancelled e) {
      return Outcome.status(7);
    }
  }

  private static Outcome block() {
    try {
      new CountDownLatch(1).await();
      return Outcome.done();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("block");
    }
  }
}
