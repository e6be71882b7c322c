package dev.stagecraft.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP over a socket, against a scripted engine. */
final class HttpTest {
  private final FakeEngineSocket fake = new FakeEngineSocket();
  private final Endpoint endpoint = new Endpoint.Unix(fake.socket());
  private final Http http = new Http(endpoint);

  @AfterEach
  void everythingAnnouncedWasAsked() {
    fake.close();
  }

  private static String text(Response response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aBodyOfALengthEndsThereAndNothingIsReadBeyond() throws IOException {
    fake.on("GET /a", e -> e.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-y: z\r\n\r\nabcdef"));
    try (Response response = http.send(Request.get("/a"))) {
      assertEquals(200, response.status());
      assertEquals("z", response.header("x-Y").orElseThrow());
      assertEquals("abc", text(response));
    }
  }

  @Test
  void chunksAreJoinedWithExtensionsAndTrailersLeftOut() throws IOException {
    fake.on(
        "GET /a",
        e ->
            e.write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"));
    try (Response response = http.send(Request.get("/a"))) {
      assertEquals("abc0123456789", text(response));
    }
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
    fake.on("GET /a", e -> e.write("HTTP/1.1 200 OK\r\n\r\nuntil the end"));
    try (Response response = http.send(Request.get("/a"))) {
      assertEquals("until the end", text(response));
    }
  }

  @Test
  void anAnswerToHeadHasNoBodyWhateverItSays() throws IOException {
    fake.on("HEAD /a", e -> e.write("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n"));
    try (Response response = http.send(Request.of("HEAD", "/a"))) {
      assertEquals("", text(response));
    }
  }

  @Test
  void aPreliminaryAnswerIsSkipped() throws IOException {
    fake.on(
        "GET /a",
        e -> e.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
    try (Response response = http.send(Request.get("/a"))) {
      assertEquals("x", text(response));
    }
  }

  @Test
  void bytesAreSentWithTheirLength() throws IOException {
    AtomicReference<String> got = new AtomicReference<>("");
    fake.on(
        "POST /a?b=c%20d",
        e -> {
          got.set(
              new String(e.body(), StandardCharsets.UTF_8)
                  + " "
                  + e.header("content-type").orElse("")
                  + " "
                  + e.header("content-length").orElse(""));
          e.reply(201, "text/plain", "done");
        });
    Request request =
        Request.post("/a?b=" + Request.encoded("c d"))
            .withBody("{\"ä\":1}".getBytes(StandardCharsets.UTF_8), "application/json");
    try (Response response = http.send(request)) {
      assertEquals("done", text(response));
    }
    assertEquals("{\"ä\":1} application/json 8", got.get());
  }

  @Test
  void aStreamIsSentInChunksWithoutLossAndItsEndIsTold() throws IOException {
    byte[] sent = new byte[300_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31);
    }
    AtomicReference<byte[]> got = new AtomicReference<>(new byte[0]);
    fake.on(
        "POST /a",
        e -> {
          got.set(e.body());
          e.reply(200, "text/plain", "ok");
        });
    try (Response response =
        http.send(
            Request.post("/a").withBody(new ByteArrayInputStream(sent), "application/x-tar"))) {
      assertEquals("ok", text(response));
    }
    assertArrayEquals(sent, got.get());
  }

  @Test
  void anAnswerMayComeBeforeTheStreamHasEnded() throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    fake.on(
        "POST /a",
        e -> {
          e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          e.chunk("early ");
          byte[] body = e.body();
          e.chunk("and " + body.length + " bytes");
          e.write("0\r\n\r\n");
        });
    InputStream waiting = new WaitingStream(answered, "late".getBytes(StandardCharsets.UTF_8));
    try (Response response = http.send(Request.post("/a").withBody(waiting, "application/x-tar"))) {
      byte[] early = response.body().readNBytes(6);
      assertEquals("early ", new String(early, StandardCharsets.UTF_8));
      answered.countDown();
      assertEquals("and 4 bytes", text(response));
    }
  }

  @Test
  void aRefusalInTheMiddleOfAnUploadIsHeard() throws IOException {
    fake.on(
        "POST /a",
        e -> {
          e.write("HTTP/1.1 413 Large\r\nContent-Length: 3\r\n\r\nbig");
          e.awaitHangUp();
        });
    byte[] much = new byte[2_000_000];
    try (Response response =
        http.send(Request.post("/a").withBody(new ByteArrayInputStream(much), "x/y"))) {
      assertEquals(413, response.status());
      assertEquals("big", text(response));
    }
  }

  @Test
  void aSourceThatCannotBeReadIsWhatTheCallerHears() {
    // The source may break before the server hears of the request, or after.
    fake.always("POST /a", e -> e.awaitHangUp());
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }
        };
    Problem problem = problemOf(Request.post("/a").withBody(broken, "x/y"));
    assertEquals(
        Problem.of("engine.upload", "what was to be sent could not be read: disk on fire"),
        problem);
  }

  @Test
  void anUpgradedConnectionIsHandedOverWithWhatCameAlready() throws IOException {
    fake.on(
        "POST /a",
        e -> {
          e.write("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nhello ");
          byte[] asked = e.in().readAllBytes();
          e.write("got " + new String(asked, StandardCharsets.UTF_8));
        });
    try (Response response = http.send(Request.post("/a").upgradingTo("tcp"))) {
      assertEquals(101, response.status());
      Connection connection = response.connection();
      connection.write("ping".getBytes(StandardCharsets.UTF_8), 0, 4);
      connection.shutdownOutput();
      byte[] all = connection.input().readAllBytes();
      assertEquals("hello got ping", new String(all, StandardCharsets.UTF_8));
    }
  }

  @Test
  void anInterruptBeforeTheHeadEndsTheCallAndTheConnection() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    fake.on(
        "GET /a",
        e -> {
          asked.countDown();
          e.awaitHangUp();
          hungUp.countDown();
        });
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread caller =
        new Thread(
            () -> {
              try (Response response = http.send(Request.get("/a"))) {
                ended.set("answered " + response.status());
              } catch (Cancelled cancelled) {
                ended.set("cancelled, flag " + Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    Await.until("the call", () -> asked.getCount() == 0);
    caller.interrupt();
    Await.ended(caller);
    assertEquals("cancelled, flag true", ended.get());
    Await.until("the hang-up", () -> hungUp.getCount() == 0);
  }

  @Test
  void anInterruptInTheBodyEndsTheCallAndTheConnection() {
    CountDownLatch hungUp = new CountDownLatch(1);
    fake.on(
        "GET /a",
        e -> {
          e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          e.chunk("x");
          e.awaitHangUp();
          hungUp.countDown();
        });
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread caller =
        new Thread(
            () -> {
              try (Response response = http.send(Request.get("/a"))) {
                ended.set("read " + (char) response.body().read());
                ended.set("then " + response.body().read());
              } catch (IOException impossible) {
                ended.set(impossible.toString());
              } catch (Cancelled cancelled) {
                ended.set(ended.get() + ", cancelled " + Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    Await.until("the first byte", () -> ended.get().equals("read x"));
    caller.interrupt();
    Await.ended(caller);
    assertEquals("read x, cancelled true", ended.get());
    Await.until("the hang-up", () -> hungUp.getCount() == 0);
  }

  @Test
  void anUploadThatNobodyTakesEndsWithItsCaller() {
    fake.on("POST /a", e -> Await.until("the end", () -> !callerAlive()));
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread caller =
        new Thread(
            () -> {
              try (Response response = http.send(Request.post("/a").withBody(endless, "x/y"))) {
                ended.set("answered " + response.status());
              } catch (Cancelled cancelled) {
                ended.set("cancelled");
              }
            });
    alive.set(caller);
    caller.start();
    Await.until("the call", () -> fake.calls().size() == 1);
    caller.interrupt();
    Await.ended(caller);
    assertEquals("cancelled", ended.get());
  }

  private final AtomicReference<Thread> alive = new AtomicReference<>(Thread.currentThread());

  private boolean callerAlive() {
    return alive.get().isAlive();
  }

  @Test
  void anEngineThatHangsUpBeforeItsAnswerIsUnreachable() {
    fake.on("GET /a", e -> {});
    Problem problem = problemOf(Request.get("/a"));
    assertEquals("engine.unreachable", problem.code());
    assertEquals(
        "the engine at "
            + endpoint.address()
            + " took the connection and gave no answer: the connection ended",
        problem.message());
  }

  @Test
  void anEngineThatDoesNotAnswerInTimeIsUnreachable() {
    fake.on("GET /a", e -> e.awaitHangUp());
    Problem problem = problemOf(Request.get("/a").answeredWithin(Duration.ofMillis(100)));
    assertEquals("engine.unreachable", problem.code());
    assertTrue(problem.message().endsWith("nothing within 0 s"), problem.message());
  }

  @Test
  void anEngineThatEndsInItsAnswerIsGone() {
    fake.on("GET /a", e -> e.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"));
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> {
                  try (Response response = http.send(Request.get("/a"))) {
                    text(response);
                  }
                })
            .problem();
    assertEquals("engine.gone", problem.code());
    assertEquals(
        "the engine at "
            + endpoint.address()
            + " went away in the middle: its answer ended too early",
        problem.message());
  }

  @Test
  void whatSpeaksSomethingElseIsNoEngine() {
    fake.on("GET /a", e -> e.write("SSH-2.0-OpenSSH\r\n"));
    Problem problem = problemOf(Request.get("/a"));
    assertEquals(
        "what answers at " + endpoint.address() + " is no engine: it says 'SSH-2.0-OpenSSH'",
        problem.message());
  }

  private Problem problemOf(Request request) {
    return assertThrows(
            ProblemException.class,
            () -> {
              try (Response response = http.send(request)) {
                text(response);
              }
            })
        .problem();
  }

  /** A stream that gives nothing until it may. */
  private static final class WaitingStream extends InputStream {
    private final CountDownLatch may;
    private final ByteArrayInputStream bytes;

    WaitingStream(CountDownLatch may, byte[] bytes) {
      this.may = may;
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      try {
        may.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        may.await();
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      return bytes.read(into, offset, length);
    }
  }
}
