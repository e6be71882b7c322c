package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All reports of one run. It hears the run's events, and writes every file when it is closed,
 * whatever the run came to by then. Closing it again does nothing.
 */
public final class Reports implements ReplayListener, AutoCloseable {
  private final List<ReportFile> files;
  private final CastVersion castVersion;
  private Optional<Timeline> timeline;
  private Optional<Problem> broken = Optional.empty();

  private Reports(List<ReportFile> files, CastVersion castVersion, Timeline timeline) {
    this.files = files;
    this.castVersion = castVersion;
    this.timeline = files.isEmpty() ? Optional.empty() : Optional.of(timeline);
  }

  /**
   * The reports that somebody asked for.
   *
   * @param names of the files; their suffixes say what they hold
   * @param folder what relative names are relative to
   * @param lab the lab's own file
   * @param clock tells when the run began
   * @param nanos tells the time, as {@link System#nanoTime} does
   * @throws ProblemException {@code usage.suffix}, {@code usage.report}: nothing is written then
   */
  public static Reports open(
      List<String> names,
      Path folder,
      Path lab,
      CastVersion castVersion,
      Clock clock,
      LongSupplier nanos) {
    return new Reports(
        ReportFile.of(names, folder, lab), castVersion, new Timeline(clock.instant(), nanos));
  }

  /** No reports. */
  public static Reports none() {
    return new Reports(
        List.of(), CastVersion.V2, new Timeline(java.time.Instant.EPOCH, System::nanoTime));
  }

  @Override
  public void on(ReplayEvent event) {
    current().ifPresent(kept -> kept.on(event));
  }

  /** The run ended without a last event, because of this. */
  public synchronized void broke(Problem problem) {
    broken = Optional.of(problem);
  }

  /** The names of all files, as the person wrote them. */
  public List<String> names() {
    return files.stream().map(ReportFile::name).toList();
  }

  private synchronized Optional<Timeline> current() {
    return timeline;
  }

  /**
   * Writes all files; one that cannot be written keeps none of the others from it.
   *
   * @throws ProblemException {@code replay.report}, the first that there was
   */
  @Override
  public synchronized void close() {
    Optional<Timeline> kept = timeline;
    timeline = Optional.empty();
    if (kept.isEmpty() || kept.get().moments().isEmpty()) {
      return;
    }
    Optional<ProblemException> first = Optional.empty();
    for (ReportFile file : files) {
      try {
        file.write(text(file.format(), kept.get()).getBytes(StandardCharsets.UTF_8));
      } catch (ProblemException failed) {
        first = first.or(() -> Optional.of(failed));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private String text(ReportFormat format, Timeline kept) {
    return switch (format) {
      case MARKDOWN -> MarkdownReport.write(Run.of(kept, broken));
      case HTML -> HtmlReport.write(Run.of(kept, broken));
      case EVENTS -> EventLines.write(kept, broken);
      case JUNIT -> JUnitReport.write(Run.of(kept, broken));
      case CAST -> Cast.write(kept, broken, castVersion);
    };
  }
}
