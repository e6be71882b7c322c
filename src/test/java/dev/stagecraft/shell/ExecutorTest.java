package dev.stagecraft.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the executor does itself, and says where there is no shell for the rest. */
class ExecutorTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final List<Call> calls = new ArrayList<>();

  /** Comes between the beginning of a text and that of the command in it. */
  private Runnable late = () -> {};

  private final Executor executor =
      new Executor(
          Origin.BATCH,
          new Caller() {
            @Override
            public boolean ours(String word) {
              return List.of("say", "block", "fail", "rows").contains(word);
            }

            @Override
            public Set<String> rowWords() {
              return Set.of("where", "to");
            }

            @Override
            public Outcome pipe(Table rows, Call call) {
              return Outcome.rows(rows, rows.rows() + " " + call.words() + "\n");
            }

            @Override
            public Outcome call(Call call) {
              return act(call);
            }

            @Override
            public boolean wantsKeyboard(List<String> words) {
              if (words.equals(List.of("say", "late"))) {
                late.run();
              }
              return false;
            }
          },
          ExecutorTest::show,
          notice -> {
            throw new AssertionError(notice);
          },
          answering -> new NoShell(Path.of("/somewhere"), Map.of("A", "1")));

  private Outcome act(Call call) {
    calls.add(call);
    switch (call.words().get(0)) {
      case "say":
        return Outcome.text(String.join(" ", call.words().subList(1, call.words().size())) + "\n");
      case "rows":
        return Outcome.rows(
            new Table(List.of(Table.Column.left("a", "A")), List.of(List.of("x"))), "A\nx\n");
      case "fail":
        throw Problem.of("test.fail", "it failed").exception();
      default:
        blocked.countDown();
        try {
          new CountDownLatch(1).await();
          return Outcome.done();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new dev.stagecraft.core.Cancelled("block");
        }
    }
  }

  private static void show(Outcome outcome, Streams streams) {
    try {
      streams.out().write(outcome.text().getBytes(StandardCharsets.UTF_8));
      if (outcome.problem().isPresent()) {
        Problem problem = outcome.problem().get();
        String said = problem.message() + problem.hint().map(h -> "; " + h).orElse("") + "\n";
        streams.err().write(said.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ran run(String text) {
    return executor.run(text, new Plain(bytes));
  }

  private String seen() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ourOwnWordsWork() {
    assertEquals(new Ran(0, false, false), run("say 'a b' \"c\" \\d # comment\nsay e"));
    assertEquals("a b c d\ne\n", seen());
    assertEquals(Path.of("/somewhere"), calls.get(0).folder());
    assertEquals(Map.of("A", "1"), calls.get(0).environment());
  }

  @Test
  void rowsGoFromWordToWord() {
    assertEquals(new Ran(0, false, false), run("rows | where a > 'b | c' | to x\nsay e"));
    assertEquals("[[x]] [to, x]\ne\n", seen());
  }

  @Test
  void aTextIsRowsOfLines() {
    assertEquals(new Ran(0, false, false), run("say 'a\nb' | where x"));
    assertEquals("[[a], [b]] [where, x]\n", seen());
  }

  @Test
  void behindRowsTheShellIsMissed() {
    assertEquals(new Ran(127, false, false), run("rows | where a | grep x"));
    assertEquals(
        "\"{ grep x\" needs bash, and there is none on PATH; install bash; docker and"
            + " Stagecraft's own words work without it\n",
        seen());
  }

  @Test
  void aFailingCommandEndsItsPipeline() {
    assertEquals(new Ran(1, false, false), run("fail | where a"));
    assertEquals("it failed\n", seen());
  }

  @Test
  void whatCannotStandBehindRowsRunsNothing() {
    assertEquals(new Ran(2, false, false), run("rows | where a && say x > y"));
    assertEquals(
        "\"&& say x > y\" cannot follow here: this runs outside of the shell; write it on a line of"
            + " its own; in where it is and, or, not\n",
        seen());
  }

  @Test
  void anythingElseSaysWhatIsMissing() {
    assertEquals(new Ran(127, false, false), run("say a\nsay b | grep b"));
    assertEquals(
        "a\n\"say b | grep b\" needs bash, and there is none on PATH; install bash; docker and"
            + " Stagecraft's own words work without it\n",
        seen());
  }

  @Test
  void aWordThatNeedsExpansionNeedsTheShell() {
    assertEquals(new Ran(1, false, false), run("say $HOME"));
    assertEquals(
        "\"say $HOME\" needs bash, and there is none on PATH; install bash; docker and"
            + " Stagecraft's own words work without it\n",
        seen());
  }

  @Test
  void aFailureIsShownAndTheTextGoesOn() {
    assertEquals(new Ran(0, false, false), run("fail\nsay on"));
    assertEquals("it failed\non\n", seen());
    assertEquals(0, executor.state().status());
  }

  @Test
  void ctrlCEndsTheCommandAndTheText() throws Exception {
    CompletableFuture<Ran> end = CompletableFuture.supplyAsync(() -> run("block\nsay never"));
    blocked.await();
    executor.interrupt();
    assertEquals(new Ran(130, false, true), end.get(20, TimeUnit.SECONDS));
    assertEquals("", seen());
    assertEquals(new Ran(0, false, false), run("say again"));
    assertEquals("again\n", seen());
  }

  @Test
  void ctrlCBeforeTheTextIsForItWhereItIsAccepted() {
    executor.interrupt();
    executor.accept();
    executor.interrupt();
    assertEquals(new Ran(130, false, true), run("say never\nsay never"));
    assertEquals("", seen());
    assertEquals(new Ran(0, false, false), run("say again"));
    executor.interrupt();
    assertEquals(new Ran(0, false, false), run("say and again"));
    assertEquals("again\nand again\n", seen());
  }

  @Test
  void ctrlCBetweenTheTextAndItsCommandIsForIt() {
    late = executor::interrupt;
    assertEquals(new Ran(130, false, true), run("say first\nsay late\nsay never"));
    assertEquals("first\n", seen());
    assertEquals(1, calls.size());
    late = () -> {};
    assertEquals(new Ran(0, false, false), run("say again"));
    assertEquals("first\nagain\n", seen());
  }

  @Test
  void nothingIsBegunAfterAStop() {
    executor.stop();
    assertEquals(new Ran(130, false, true), run("say never"));
    assertEquals("", seen());
  }

  private record Plain(OutputStream out) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream err() {
      return out;
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return false;
    }
  }
}
