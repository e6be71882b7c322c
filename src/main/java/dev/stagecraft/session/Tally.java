package dev.stagecraft.session;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What a teardown has done so far; several threads add to it. */
final class Tally {
  private final Map<Kind, Integer> removed = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> kept = new EnumMap<>(Kind.class);
  private final List<String> givenBack = new ArrayList<>();
  private final List<TeardownReport.Left> left = new ArrayList<>();
  private final Set<Integer> done = new HashSet<>();
  private OptionalInt others = OptionalInt.empty();
  private int cacheRecords;
  private long cacheBytes;

  /** One was removed. */
  synchronized void removed(Kind kind) {
    removed.merge(kind, 1, Integer::sum);
  }

  /** One was left because someone asked for it. */
  synchronized void kept(Kind kind) {
    kept.merge(kind, 1, Integer::sum);
  }

  /** These claims need nothing more. */
  synchronized void done(List<Integer> numbers) {
    done.addAll(numbers);
  }

  /** Whether a claim needs nothing more. */
  synchronized boolean isDone(int number) {
    return done.contains(number);
  }

  /** The claims that need nothing more. */
  synchronized List<Integer> done() {
    return done.stream().sorted().toList();
  }

  /** A tag points again to what it pointed to before. */
  synchronized void gaveBack(String tag) {
    givenBack.add(tag);
  }

  /** One could not be removed. */
  synchronized void left(String what, String why) {
    left.add(new TeardownReport.Left(what, why));
  }

  /** Whether all could be removed so far. */
  synchronized boolean complete() {
    return left.isEmpty();
  }

  /** Forgets what could not be removed, because it is tried again. */
  synchronized void again() {
    left.clear();
    kept.clear();
  }

  /** So many containers are none of ours. */
  synchronized void others(int number) {
    others = OptionalInt.of(number);
  }

  /** Records of the build cache were removed. */
  synchronized void pruned(int records, long bytes) {
    cacheRecords += records;
    cacheBytes += bytes;
  }

  /** The whole as a report. */
  synchronized TeardownReport report(Duration took) {
    return new TeardownReport(
        removed, cacheRecords, new ByteSize(cacheBytes), givenBack, kept, left, others, took);
  }
}
