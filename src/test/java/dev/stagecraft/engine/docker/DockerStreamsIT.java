package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.engine.Containers.Attachment;
import dev.stagecraft.engine.Containers.LogQuery;
import dev.stagecraft.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams of real containers. */
final class DockerStreamsIT extends TinyContainers {
  @Test
  void logsTellOutputFromErrors() {
    String id = running("logs", "echo", "a", "err", "b", "echo", "c", "exit", "4");
    assertEquals(4, awaitEnd(id));
    Written written = new Written();
    containers.logs(id, whole(false), written);
    assertEquals("out:a\nc\nerr:b\n", written.all());
    Written followed = new Written();
    containers.logs(id, whole(true), followed);
    assertEquals("out:a\nc\nerr:b\n", followed.all());
  }

  @Test
  void ofALogOneMayAskTheEndOnly() {
    String id = running("tail", "echo", "a", "echo", "c");
    assertEquals(0, awaitEnd(id));
    Written last = new Written();
    containers.logs(
        id, new LogQuery(false, false, Optional.of("10m"), Optional.empty(), "1"), last);
    assertEquals("out:c\nerr:", last.all());
  }

  @Test
  void muchOutputComesWhole() {
    String id = running("flood", "flood", "20000");
    Written written = new Written();
    containers.logs(id, whole(true), written);
    assertEquals(20000 * 64 + "out:err:".length(), written.all().length());
  }

  @Test
  void aTerminalHasOneStreamAndASize() {
    ObjectNode config = config("pause", "size", "err", "e").put("Tty", true);
    String id = create("tty", config);
    Written written = new Written();
    try (Attachment attachment = containers.attach(id, false, false)) {
      containers.start(id);
      containers.resize(id, 33, 77);
      containers.kill(id, "TERM");
      attachment.read(written);
    }
    assertEquals("out:33 77\r\ne\r\nerr:", written.all());
    Written logged = new Written();
    containers.logs(id, whole(false), logged);
    assertEquals("out:33 77\r\ne\r\nerr:", logged.all());
  }

  @Test
  void whatIsWrittenToAContainerEndsAndComesBack() {
    ObjectNode config =
        config("cat", "err", "done", "exit", "5")
            .put("OpenStdin", true)
            .put("StdinOnce", true)
            .put("AttachStdin", true)
            .put("AttachStdout", true)
            .put("AttachStderr", true);
    String id = create("cat", config);
    Written written = new Written();
    try (Attachment attachment = containers.attach(id, true, false)) {
      containers.start(id);
      byte[] bytes = "hello\n".getBytes(StandardCharsets.UTF_8);
      attachment.write(bytes, 0, bytes.length);
      attachment.endInput();
      attachment.read(written);
    }
    assertEquals("out:hello\nerr:done\n", written.all());
    assertEquals(5, awaitEnd(id));
  }

  @Test
  void waitingBeginsBeforeTheStartAndEndsWithTheContainer() {
    String id = create("wait", config("exit", "9"));
    int status = containers.await(id, "next-exit", () -> containers.start(id));
    assertEquals(9, status);
  }

  @Test
  void waitingEndsWithAnInterrupt() {
    String id = running("long", "pause");
    AtomicReference<String> ended = new AtomicReference<>("");
    AtomicReference<Boolean> begun = new AtomicReference<>(false);
    Thread waiting =
        new Thread(
            () -> {
              try {
                ended.set("" + containers.await(id, "next-exit", () -> begun.set(true)));
              } catch (Cancelled cancelled) {
                ended.set("cancelled " + Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    Await.until("the waiting", begun::get);
    waiting.interrupt();
    Await.ended(waiting);
    assertEquals("cancelled true", ended.get());
  }

  @Test
  void followingALogEndsWhenItsThreadIsInterrupted() {
    String id = running("follow", "echo", "a", "pause");
    Written written = new Written();
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread following =
        new Thread(
            () -> {
              try {
                containers.logs(id, whole(true), written);
                ended.set("ended");
              } catch (Cancelled cancelled) {
                ended.set("cancelled");
              }
            });
    following.start();
    Await.until("the first line", () -> written.all().equals("out:a\nerr:"));
    following.interrupt();
    Await.ended(following);
    assertEquals("cancelled", ended.get());
  }

  @Test
  void anExecHasStreamsAndAStatus() {
    String id = running("exec", "pause");
    JsonNode config =
        MAPPER
            .createObjectNode()
            .put("AttachStdin", true)
            .put("AttachStdout", true)
            .put("AttachStderr", true)
            .set("Cmd", MAPPER.valueToTree(List.of("/tiny", "cat", "err", "e", "exit", "6")));
    String exec = containers.exec(id, config);
    Written written = new Written();
    try (Attachment attachment = containers.execStart(exec, false, false)) {
      attachment.write("in\n".getBytes(StandardCharsets.UTF_8), 0, 3);
      attachment.endInput();
      attachment.read(written);
    }
    assertEquals("out:in\nerr:e\n", written.all());
    Await.until("its end", () -> !containers.execInspect(exec).path("Running").asBoolean());
    assertEquals(6, containers.execInspect(exec).path("ExitCode").asInt());
  }
}
