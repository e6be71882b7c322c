package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Progress.Advanced;
import dev.stagecraft.command.Progress.Begun;
import dev.stagecraft.command.Progress.End;
import dev.stagecraft.command.Progress.Ended;
import dev.stagecraft.command.Progress.Lasting;
import dev.stagecraft.command.Progress.Left;
import dev.stagecraft.command.Progress.Said;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Long work on a terminal, sequence by sequence: {@code <2A>} is two lines up, {@code <J>} erases.
 */
class LiveProgressTest {
  private final StringBuilder written = new StringBuilder();
  private final FixedClock clock = new FixedClock();
  private int columns = 60;
  private LiveProgress progress = with(new Theme(false, true));

  private LiveProgress with(Theme theme) {
    return new LiveProgress(written::append, () -> columns, theme, clock);
  }

  /** What was written since the last question, escape sequences made readable. */
  private String written() {
    String text = written.toString().replaceAll("\u001b\\[([0-9]*[A-Za-z])", "<$1>");
    written.setLength(0);
    return text.replace("\r", "<CR>");
  }

  private void begun(String part, String label) {
    int dot = part.lastIndexOf('.');
    Optional<String> parent = dot < 0 ? Optional.empty() : Optional.of(part.substring(0, dot));
    progress.on(new Begun(part, parent, label));
  }

  private void ended(String part, End how, long millis, String detail) {
    progress.on(new Ended(part, how, Duration.ofMillis(millis), detail));
  }

  @Test
  void partLivesAndFoldsToOneLine() {
    begun("1", "builder");
    assertEquals("<CR><J>  builder · 0.0 s\n", written());
    clock.pass(1500);
    begun("1.1", "RUN go build");
    assertEquals("<1A><CR><J>  builder · RUN go build · 0.0 s\n", written());
    clock.pass(2000);
    progress.on(new Said("1.1", "compiling main.go"));
    assertEquals("<1A><CR><J>  builder · RUN go build · 2.0 s\n    compiling main.go\n", written());
    ended("1.1", End.DONE, 2000, "");
    assertEquals("", written());
    ended("1", End.DONE, 3500, "3 layers");
    assertEquals("<2A><CR><J>  ✓ builder 3 layers  3.5 s\n<CR><J>", written());
  }

  @Test
  void whatLastsIsShownAfterTwoSecondsAndLeavesNothing() {
    progress.on(new Lasting("s", "$ go test", Duration.ofSeconds(3)));
    clock.pass(1900);
    progress.tick();
    assertEquals("", written());
    clock.pass(100);
    progress.tick();
    assertEquals("<CR><J>  $ go test · 5.0 s\n", written());
    progress.on(new Left("s"));
    assertEquals("<1A><CR><J>", written());
    progress.on(new Left("s"));
    progress.tick();
    assertEquals("", written());
  }

  @Test
  void redrawnTenTimesASecondAtMost() {
    begun("1", "pull");
    written();
    for (int i = 0; i < 20; i++) {
      clock.pass(10);
      progress.on(new Advanced("1", i, OptionalLong.of(20), "files"));
    }
    assertEquals(
        "<1A><CR><J>  pull · 9 of 20 files · 0.1 s\n<1A><CR><J>  pull · 19 of 20 files · 0.2 s\n",
        written());
  }

  @Test
  void amountsWithAndWithoutATotal() {
    begun("1", "pull");
    clock.pass(100);
    progress.on(new Advanced("1", 1_500_000, OptionalLong.of(30_000_000), "bytes"));
    clock.pass(100);
    progress.on(new Advanced("1", 1_500_000, OptionalLong.empty(), "bytes"));
    clock.pass(100);
    progress.on(new Advanced("1", 4, OptionalLong.empty(), "files"));
    assertEquals(
        "<CR><J>  pull · 0.0 s\n"
            + "<1A><CR><J>  pull · 1.5 MB of 30.0 MB · 0.1 s\n"
            + "<1A><CR><J>  pull · 1.5 MB · 0.2 s\n"
            + "<1A><CR><J>  pull · 4 files · 0.3 s\n",
        written());
  }

  @Test
  void othersGoOnBelowTheFoldedOne() {
    begun("1", "golang");
    begun("2", "alpine");
    written();
    ended("2", End.CACHED, 3, "");
    assertEquals("<2A><CR><J>  ✓ alpine  cached\n<CR><J>  golang · 0.0 s\n", written());
    ended("1", End.FAILED, 12_000, "exit 2");
    assertEquals("<1A><CR><J>  ✗ golang exit 2  12 s\n<CR><J>", written());
  }

  @Test
  void failureOfAChildIsDrawnAtOnce() {
    begun("1", "builder");
    begun("1.1", "RUN false");
    written();
    ended("1.1", End.FAILED, 10, "");
    assertEquals("<1A><CR><J>  builder · 0.0 s\n", written());
  }

  @Test
  void timesGoOnWhileNothingIsReported() {
    progress.tick();
    assertEquals("", written());
    begun("1", "builder");
    clock.pass(41_000);
    progress.tick();
    assertEquals("<CR><J>  builder · 0.0 s\n<1A><CR><J>  builder · 41 s\n", written());
  }

  @Test
  void closingTakesLiveLinesAway() {
    begun("1", "builder");
    begun("2", "final");
    written();
    progress.close();
    assertEquals("<2A><CR><J>", written());
    progress.close();
    progress.tick();
    assertEquals("", written());
  }

  @Test
  void linesAreCutToTheTerminal() {
    columns = 30;
    begun("1", "a label that is much too long for this");
    assertEquals("<CR><J>  a label that is much too l…\n", written());
    ended("1", End.DONE, 100, "");
    assertEquals("<1A><CR><J>  ✓ a label that …  0.1 s\n<CR><J>", written());
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    columns = 24;
    begun("1", "日本語日本語日本語日本語");
    assertEquals("<CR><J>  日本語日本語日本語日…\n", written());
  }

  @Test
  void whatProgramsSayCannotMoveTheCursor() {
    begun("1", "build");
    clock.pass(100);
    written();
    progress.on(new Said("1", "\u001b[1A\u001b[31mred\u001b[0m\ttab\u0007\r"));
    assertEquals("<1A><CR><J>  build · 0.1 s\n    red tab\n", written());
  }

  @Test
  void asciiAndColour() {
    progress = with(new Theme(true, false));
    columns = 30;
    begun("1", "a label that is much too long for this");
    assertEquals("<CR><J>  a label that is much too...\n", written());
    ended("1", End.CANCELLED, 100, "");
    assertEquals("<1A><CR><J>  <33m>!<0m> a label tha...  <2m>0.1 s<0m>\n<CR><J>", written());
  }

  @Test
  void whatWasNotBegunIsLeftOut() {
    progress.on(new Said("9", "who?"));
    ended("9", End.DONE, 1, "");
    assertEquals("<CR><J>", written());
  }
}
