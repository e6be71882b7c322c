package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.StatementResult;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C ends what runs, and nothing else. */
class InterruptTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    // a Ctrl-C that comes while bash starts a program is lost, here as at any bash: hence the
    // second
    session = new Session(folder, Origin.REPLAY, Wiring.mergedPipe(), Duration.ofMillis(300), LONG);
    session.output("A=kept; cd /usr");
  }

  @AfterEach
  void close() {
    session.close();
  }

  /** Runs a text, and interrupts it when it has said that it runs. */
  private Ran interrupted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Ran> end =
        CompletableFuture.supplyAsync(() -> session.executor.run(text, new Session.Plain(bytes)));
    Await.until(
        "running: " + text,
        () ->
            bytes.toString(StandardCharsets.UTF_8).contains("now")
                || !session.verbs.begun.isEmpty());
    session.executor.interrupt();
    return Session.ended(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo now; sleep 100",
        "echo now; while true; do :; done",
        "echo now; while sleep 0.01; do :; done",
        "echo now; docker block",
        "x=$(docker block)",
        "for i in 1 2 3; do docker block; done",
        "docker block | cat",
        "echo now; yes | cat >/dev/null",
        "echo now; mapfile < <(sleep 100)",
        "echo now; bash -c 'sleep 100; echo no'",
        "echo now; (sleep 100) | (sleep 100)",
        "echo now; time sleep 100",
        "echo now; sleep 100 & wait",
        "echo now; x=$(while :; do :; done)",
        "printf 'all:\\n\\t@echo now; sleep 100\\n' >$HOME/mk; make -sf $HOME/mk; (exit 130)",
        "sh -c 'docker block; echo no'",
        "docker block",
        "docker block $(echo x)",
        "docker echo $(docker block)",
      })
  void endsWhatRunsAndTheText(String text) {
    Ran ran = interrupted(text + "\necho never");
    assertEquals(new Ran(130, false, true), ran);
    assertEquals("kept /usr", session.output("echo $A $PWD").strip());
    assertEquals(List.of(), session.notices);
    assertTrue(session.verbs.ended.stream().allMatch(e -> e.endsWith("cancelled")), text);
  }

  @Test
  void atTheEndOfTheSessionNothingIsBegun() {
    String list = "for i in 1 2; do docker heed; docker echo on; done; echo never";
    CompletableFuture<Ran> end =
        CompletableFuture.supplyAsync(
            () -> session.executor.run(list, new Session.Plain(new ByteArrayOutputStream())));
    Await.until("running", () -> !session.verbs.begun.isEmpty());
    session.executor.stop();
    assertEquals(new Ran(130, false, true), Session.ended(end));
    assertEquals(List.of("docker heed"), List.copyOf(session.verbs.begun));
  }

  @Test
  void aTrapOfThePersonSeesIt() throws IOException {
    session.close();
    session = new Session(folder, Origin.PROMPT);
    session.output("trap 'echo trapped' INT");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Ran> end =
        CompletableFuture.supplyAsync(
            () ->
                session.executor.run(
                    "f() { echo now; sleep 100; echo on; }; f\necho next",
                    new Session.Plain(bytes)));
    Await.until("f", () -> bytes.toString(StandardCharsets.UTF_8).contains("now"));
    session.executor.interrupt();
    assertEquals(0, Session.ended(end).status());
    assertEquals("now\ntrapped\non\nnext\n", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whoDoesNotAnswerIsKilledAndBroughtBack() throws IOException {
    try (Session impatient =
        new Session(
            folder.resolve("impatient"),
            Origin.REPLAY,
            Wiring.mergedPipe(),
            Duration.ofMillis(50),
            Duration.ofMillis(200))) {
      impatient.output("A=kept; cd /usr");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CompletableFuture<Ran> end =
          CompletableFuture.supplyAsync(
              () ->
                  impatient.executor.run(
                      "trap '' INT; echo now; while :; do :; done", new Session.Plain(bytes)));
      Await.until("the loop", () -> bytes.toString(StandardCharsets.UTF_8).contains("now"));
      impatient.executor.interrupt();
      assertEquals(new Ran(130, false, true), Session.ended(end));
      assertEquals(1, impatient.notices.size());
      assertTrue(
          impatient.notices.get(0).startsWith("the shell did not answer Ctrl-C and was killed"));
      assertEquals("kept /usr\n", impatient.output("echo $A $PWD"));
    }
  }

  @Test
  void whoIsKilledForTheInterruptOfAThreadIsBroughtBackToo() throws Exception {
    try (Session impatient =
        new Session(
            folder.resolve("impatient"),
            Origin.REPLAY,
            Wiring.mergedPipe(),
            Duration.ofMillis(50),
            Duration.ofMillis(200))) {
      impatient.output("A=kept; cd /usr");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Thread thread =
          new Thread(
              () ->
                  impatient.executor.run(
                      "trap '' INT; echo now; while :; do :; done", new Session.Plain(bytes)));
      thread.start();
      Await.until("the loop", () -> bytes.toString(StandardCharsets.UTF_8).contains("now"));
      thread.interrupt();
      thread.join();
      assertEquals("kept /usr\n", impatient.output("echo $A $PWD"));
    }
  }

  @Test
  void anInterruptBetweenStatementsIsNoHarm() {
    for (int i = 0; i < 50; i++) {
      session.executor.interrupt();
      assertEquals(i + "\n", session.output("echo " + i));
    }
  }

  @Test
  void anInterruptJustBeforeAStatementIsForIt() {
    HostShell shell = session.executor.shell();
    shell.start();
    OutputStream nowhere = OutputStream.nullOutputStream();
    StatementResult cut =
        shell.run(
            "x=begun",
            OptionalInt.empty(),
            nowhere,
            () -> {
              // the shell runs, and does not know the statement yet
              shell.interrupt();
              return false;
            });
    assertEquals(130, cut.status());
    assertTrue(cut.interrupted());
    StatementResult told = shell.run("x=begun", OptionalInt.empty(), nowhere, () -> true);
    assertEquals(130, told.status());
    assertEquals("130 unset\n", session.output("echo $? ${x-unset}"));
  }

  @Test
  void whatBashWasStartingCannotHaveHeardIt() {
    ShellProcess.Front bash = new ShellProcess.Front(7, "bash -i");
    ShellProcess.Front child = new ShellProcess.Front(8, "bash -i");
    ShellProcess.Front program = new ShellProcess.Front(8, "cat");
    ShellProcess.Front next = new ShellProcess.Front(9, "less");
    assertTrue(bash.startsLater(program, 7));
    assertTrue(child.startsLater(program, 7));
    assertFalse(program.startsLater(program, 7));
    assertFalse(program.startsLater(next, 7));
    assertFalse(program.startsLater(bash, 7));
    assertFalse(bash.startsLater(bash, 7));
  }

  @Test
  void interruptsThatRaceWithStatementsLoseNone() {
    session.output("n=0");
    int cut = 0;
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Ran> end =
          CompletableFuture.supplyAsync(
              () ->
                  session.executor.run(
                      "n=$((n+1))", new Session.Plain(new ByteArrayOutputStream())));
      session.executor.interrupt();
      cut += Session.ended(end).interrupted() ? 1 : 0;
    }
    int done = Integer.parseInt(session.output("echo $n").strip());
    assertTrue(done >= 100 - cut && done <= 100, done + " done, " + cut + " interrupted");
    assertEquals(List.of(), session.notices);
  }

  @Test
  void theInterruptOfTheThreadIsOneToo() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              session.executor.run("echo now; sleep 100", new Session.Plain(bytes));
              flag.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Await.until("sleep", () -> bytes.toString(StandardCharsets.UTF_8).contains("now"));
    thread.interrupt();
    assertTrue(flag.join());
    thread.join();
    assertEquals("kept\n", session.output("echo $A"));
  }

  @Test
  void closingEndsWhatRuns() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CompletableFuture<Ran> end =
        CompletableFuture.supplyAsync(
            () -> session.executor.run("echo now; sleep 100", new Session.Plain(bytes)));
    Await.until("sleep", () -> bytes.toString(StandardCharsets.UTF_8).contains("now"));
    session.close();
    assertEquals(new Ran(137, true, true), Session.ended(end));
    assertEquals(List.of(), session.notices);
  }
}
