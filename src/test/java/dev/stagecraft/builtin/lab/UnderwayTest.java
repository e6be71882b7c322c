package dev.stagecraft.builtin.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Progress;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ReplayEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is told of while a replay waits. */
class UnderwayTest {
  private final List<Progress.Event> told = new ArrayList<>();
  private long now;
  private final Underway underway = new Underway(told::add, () -> now);

  private static LabStatement statement(String text) {
    Block block =
        LabReader.read("lab.md", "# T\n```sh\n" + text + "\n```\n").steps().get(0).blocks().get(0);
    return ((Block.Commands) block).statements().get(0);
  }

  private void writes(String text) {
    underway.on(new ReplayEvent.Output(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aStatementIsToldOfWhereverItIsSilent() {
    LabStatement test = statement("go test ./...");
    underway.on(new ReplayEvent.StatementBegun(test));
    now = Duration.ofSeconds(3).toNanos();
    writes("half a");
    writes(" line\n");
    underway.on(new ReplayEvent.StatementEnded(test, 0, Duration.ZERO, ReplayEvent.Verdict.DONE));
    writes("nobody's\n");
    assertEquals(
        List.of(
            new Progress.Lasting("statement", "$ go test ./...", Duration.ZERO),
            new Progress.Left("statement"),
            new Progress.Lasting("statement", "$ go test ./...", Duration.ofSeconds(3)),
            new Progress.Left("statement")),
        told);
  }

  @Test
  void aBaseOnItsWayIsToldOfWithHowFarItIs() {
    underway.on(new ReplayEvent.StatementBegun(statement("docker build -t a .")));
    assertEquals(List.of(), told);
    underway.on(
        new ReplayEvent.BaseBringing(
            new BaseImages.Progress(
                "a:1",
                "unpacking",
                Optional.of(new BaseImages.Extent(3, OptionalLong.of(7), "files")),
                Duration.ofSeconds(20))));
    underway.on(new ReplayEvent.BaseBringing(new BaseImages.Progress("a:1", "tagging")));
    writes("#1 built\n");
    assertEquals(
        List.of(
            new Progress.Lasting("base", "base a:1", Duration.ofSeconds(20)),
            new Progress.Said("base", "unpacking"),
            new Progress.Advanced("base", 3, OptionalLong.of(7), "files"),
            new Progress.Said("base", "tagging"),
            new Progress.Left("base")),
        told);
  }
}
