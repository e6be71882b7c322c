package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections of a shell, as they come. */
class SwitchboardTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Connection connect(Switchboard board) throws IOException {
    return new Connection(
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), board.port()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void reportsCountInTheOrderInWhichTheyBegan() throws Exception {
    List<String> counted = new CopyOnWriteArrayList<>();
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    Switchboard.Desk desk =
        (kind, connection, turn) -> {
          String said = connection.expected();
          if (said.equals("second")) {
            read.countDown();
          }
          turn.run();
          counted.add(said);
          both.countDown();
        };
    try (Switchboard board = new Switchboard(desk, threads);
        Connection first = connect(board);
        Connection second = connect(board)) {
      second.send(board.token(), "N", "second");
      assertTrue(read.await(20, TimeUnit.SECONDS));
      first.send(board.token(), "N", "first");
      assertTrue(both.await(20, TimeUnit.SECONDS));
      assertEquals(List.of("first", "second"), counted);
    }
  }

  @Test
  void aCallIsNotWaitedFor() throws Exception {
    List<String> counted = new CopyOnWriteArrayList<>();
    CountDownLatch reported = new CountDownLatch(1);
    Switchboard.Desk desk =
        (kind, connection, turn) -> {
          if (kind.equals("C")) {
            await(reported);
            counted.add(kind);
            connection.close();
          } else {
            turn.run();
            counted.add(kind);
            reported.countDown();
          }
        };
    try (Switchboard board = new Switchboard(desk, threads);
        Connection call = connect(board);
        Connection report = connect(board)) {
      call.send(board.token(), "C");
      report.send(board.token(), "N");
      assertEquals(-1, call.rest().read());
      assertEquals(List.of("N", "C"), counted);
    }
  }
}
