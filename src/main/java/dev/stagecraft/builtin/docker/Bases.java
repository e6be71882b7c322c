package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Progress;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.BaseImages.Brought;
import dev.stagecraft.session.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Brings images that are missing, and tells where each came from. */
final class Bases {
  private final Workbench bench;
  private final Invocation call;

  Bases(Workbench bench, Invocation call) {
    this.bench = bench;
    this.call = call;
  }

  /**
   * Brings an image; nothing is said of one that is there. The session may show it in its lists.
   */
  Brought bring(String reference) {
    if (bench.bases().get().isReady(reference)) {
      bench.session().uses(Kind.IMAGE, reference);
      return new Brought(reference, BaseImages.Source.LOCAL, false, Duration.ZERO);
    }
    Progress progress = call.progress();
    String part = "base " + reference;
    Instant begun = bench.clock().instant();
    progress.on(new Progress.Begun(part, Optional.empty(), reference));
    try {
      Brought brought = bench.bases().get().bring(reference, said -> tell(progress, part, said));
      bench.session().uses(Kind.IMAGE, reference);
      progress.on(
          new Progress.Ended(part, Progress.End.DONE, brought.took(), detail(brought.source())));
      return brought;
    } catch (ProblemException e) {
      progress.on(new Progress.Ended(part, Progress.End.FAILED, since(begun), ""));
      throw e;
    } catch (Cancelled e) {
      progress.on(new Progress.Ended(part, Progress.End.CANCELLED, since(begun), ""));
      throw e;
    }
  }

  private static void tell(Progress progress, String part, BaseImages.Progress said) {
    progress.on(new Progress.Said(part, said.line()));
    said.extent()
        .ifPresent(
            far ->
                progress.on(new Progress.Advanced(part, far.current(), far.total(), far.unit())));
  }

  private Duration since(Instant begun) {
    return Duration.between(begun, bench.clock().instant());
  }

  private static String detail(BaseImages.Source source) {
    return switch (source) {
      case LOCAL -> "already there";
      case PULLED -> "pulled";
      case PACK -> "\u2248 a stand-in from a pack";
      case RECIPE -> "\u2248 a stand-in made from a recipe";
    };
  }
}
