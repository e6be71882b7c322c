package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens in a replay, in the order in which it happens. */
public sealed interface ReplayEvent {
  /** Calls the visitor's method for the kind of event that this is. */
  void accept(Visitor visitor);

  /** One method a kind of event. Those that a listener leaves out do nothing. */
  interface Visitor {
    /** See {@link LabBegun}. */
    default void labBegun(LabBegun event) {}

    /** See {@link StepBegun}. */
    default void stepBegun(StepBegun event) {}

    /** See {@link StepSkipped}. */
    default void stepSkipped(StepSkipped event) {}

    /** See {@link StatementBegun}. */
    default void statementBegun(StatementBegun event) {}

    /** See {@link BaseBringing}. */
    default void baseBringing(BaseBringing event) {}

    /** See {@link BaseBrought}. */
    default void baseBrought(BaseBrought event) {}

    /** See {@link Output}. */
    default void output(Output event) {}

    /** See {@link Waited}. */
    default void waited(Waited event) {}

    /** See {@link ImageBuilt}. */
    default void imageBuilt(ImageBuilt event) {}

    /** See {@link StatementEnded}. */
    default void statementEnded(StatementEnded event) {}

    /** See {@link FileWritten}. */
    default void fileWritten(FileWritten event) {}

    /** See {@link ExpectationMet}. */
    default void expectationMet(ExpectationMet event) {}

    /** See {@link Compared}. */
    default void compared(Compared event) {}

    /** See {@link Failed}. */
    default void failed(Failed event) {}

    /** See {@link Remark}. */
    default void remark(Remark event) {}

    /** See {@link StepEnded}. */
    default void stepEnded(StepEnded event) {}

    /** See {@link ReplayEnded}. */
    default void replayEnded(ReplayEnded event) {}
  }

  /**
   * The lab is read, its shell is ready.
   *
   * @param asked the lines of the steps that were asked for
   */
  record LabBegun(Lab lab, Set<Integer> asked) implements ReplayEvent {
    /** Steps of a lab. */
    public LabBegun {
      asked = Set.copyOf(asked);
    }

    /** All of a lab. */
    public LabBegun(Lab lab) {
      this(lab, lab.steps().stream().map(Lab.Step::line).collect(Collectors.toSet()));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.labBegun(this);
    }
  }

  /**
   * A heading of the lab begins.
   *
   * @param of how many numbered steps the lab has
   * @param elapsed since the lab began
   * @param role why it runs
   */
  record StepBegun(Lab.Step step, int of, Duration elapsed, Role role) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.stepBegun(this);
    }
  }

  /** Why a step runs. */
  enum Role {
    /** It is one of those that were asked for. */
    ASKED,
    /** One that was asked for needs something of it; only what is needed runs. */
    NEEDED
  }

  /**
   * A heading is left out, with all its blocks.
   *
   * @param problem what is missing, why, and what to do about it
   */
  record StepSkipped(Lab.Step step, Problem problem) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.stepSkipped(this);
    }
  }

  /** A statement is about to run. */
  record StatementBegun(LabStatement statement) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.statementBegun(this);
    }
  }

  /** Something goes on while a base image is brought. */
  record BaseBringing(BaseImages.Progress progress) implements ReplayEvent {
    /** What goes on, in one line. */
    public String says() {
      return progress.line();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.baseBringing(this);
    }
  }

  /**
   * A base image that was not there has been brought; told by the first statement that needs it.
   *
   * @param waited how long that statement waited for it: less than it took, where it was brought
   *     while other statements ran
   */
  record BaseBrought(BaseImages.Brought base, Duration waited) implements ReplayEvent {
    /** A base that was brought while its statement waited. */
    public BaseBrought(BaseImages.Brought base) {
      this(base, base.took());
    }

    /** Its name, as the build wrote it. */
    public String reference() {
      return base.reference();
    }

    /** Where it comes from, in a few words. */
    public String how() {
      return switch (base.source()) {
        case LOCAL -> "is there";
        case PULLED -> "pulled";
        case PACK -> "from a pack";
        case RECIPE -> "made from a recipe";
      };
    }

    /** Whether it stands in for the original. */
    public boolean standIn() {
      return base.standIn();
    }

    /** How long it took to bring. */
    public Duration took() {
      return base.took();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.baseBrought(this);
    }
  }

  /**
   * The running statement wrote something.
   *
   * @param bytes as written; may end in the middle of a line or character
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes pass through once; nobody compares them
  record Output(byte[] bytes) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.output(this);
    }
  }

  /**
   * A {@code sleep} of the lab became waiting for a port.
   *
   * @param port of this machine
   * @param asked how long the lab would have slept
   * @param answered after how long the port gave an answer; empty where it gave none
   * @param limit how long was waited at most: less than it might have been where the port's
   *     container was over
   */
  record Waited(int port, Duration asked, Optional<Duration> answered, Duration limit)
      implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.waited(this);
    }
  }

  /**
   * An image was built.
   *
   * @param single the image of the same application that was built in one stage, where this is the
   *     other one and both are known
   */
  record ImageBuilt(ImageFacts image, Optional<ImageFacts> single) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.imageBuilt(this);
    }
  }

  /** A statement ended. */
  record StatementEnded(LabStatement statement, int status, Duration took, Verdict verdict)
      implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.statementEnded(this);
    }
  }

  /** What a statement's status means for the lab. */
  enum Verdict {
    /** It did what it should. */
    DONE,
    /** It failed, and the author expects that. */
    EXPECTED,
    /** It failed, and the lab throws its complaint away: {@code 2>/dev/null}. */
    TOLERATED,
    /** It failed. */
    FAILED
  }

  /** A file of the lab was written. */
  record FileWritten(Block.FileText file) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.fileWritten(this);
    }
  }

  /**
   * What the author expects is so.
   *
   * @param says a few words: {@code shop:slim 7.1 MB <= 1/3 of shop:single}
   */
  record ExpectationMet(Expectation expectation, String says) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.expectationMet(this);
    }
  }

  /**
   * The output that the lab records was compared with the real one.
   *
   * @param difference lines of a diff, {@code "- "} recorded, {@code "+ "} real, {@code " "} both;
   *     empty where they agree
   * @param rewritten what the lab is to record instead, where it is to be rewritten
   */
  record Compared(LabStatement statement, List<String> difference, Optional<List<String>> rewritten)
      implements ReplayEvent {
    /** A difference that nobody changes. */
    public Compared {
      difference = List.copyOf(difference);
      rewritten = rewritten.map(List::copyOf);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.compared(this);
    }
  }

  /** A statement failed, or what the author expects is not so. */
  record Failed(Lab.Step step, Problem problem) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.failed(this);
    }
  }

  /** Something a person should know. */
  record Remark(String text) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.remark(this);
    }
  }

  /**
   * A heading of the lab is done, or was given up.
   *
   * @param failures how many there were in it
   */
  record StepEnded(Lab.Step step, int failures, Duration took) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.stepEnded(this);
    }
  }

  /** The replay is over. */
  record ReplayEnded(Summary summary) implements ReplayEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.replayEnded(this);
    }
  }
}
