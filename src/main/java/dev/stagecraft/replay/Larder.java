package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.engine.BaseImages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The base images of a lab. What is stocked is brought in the background, one at a time, in the
 * order given; what a statement needs and nobody has begun to bring is brought while it waits. What
 * went wrong is told to the statement that needs it.
 */
final class Larder implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(10);

  private final Supplier<BaseImages> bases;
  private final Set<String> expected;
  private final LongSupplier nanos;
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();
  private Optional<Thread> worker = Optional.empty();
  private boolean closed;

  /**
   * An empty larder.
   *
   * @param expected the images that the lab begins with
   * @param nanos tells the time
   */
  Larder(Supplier<BaseImages> bases, List<String> expected, LongSupplier nanos) {
    this.bases = bases;
    this.nanos = nanos;
    this.expected = Set.copyOf(expected);
  }

  /** Whether an image is one that the lab begins with. */
  boolean expects(String reference) {
    return expected.contains(reference);
  }

  /**
   * A base that is there.
   *
   * @param waited how long who needs it waited
   */
  record Taken(BaseImages.Brought brought, Duration waited) {}

  /** Begins to bring images in the background. */
  synchronized void stock(List<String> references) {
    wanted.addAll(references);
    if (wanted.isEmpty() || worker.isPresent() || closed) {
      return;
    }
    Thread thread = new Thread(this::work, "bases");
    thread.setDaemon(true);
    worker = Optional.of(thread);
    thread.start();
  }

  private void work() {
    while (true) {
      Shelf shelf;
      synchronized (this) {
        wanted.removeAll(Set.copyOf(shelves.keySet()));
        if (closed || wanted.isEmpty()) {
          return;
        }
        shelf = new Shelf(wanted.remove(), nanos);
        shelves.put(shelf.reference, shelf);
      }
      shelf.bring(bases);
    }
  }

  /**
   * Brings an image, or waits for it.
   *
   * @param listener hears what was and is said meanwhile, and where that is nothing yet, that the
   *     image is on its way
   * @throws dev.stagecraft.core.ProblemException what went wrong, whenever it did
   * @throws Cancelled where the thread was interrupted
   */
  Taken take(String reference, Consumer<BaseImages.Progress> listener) {
    long begun = nanos.getAsLong();
    Shelf shelf;
    boolean mine;
    synchronized (this) {
      mine = !shelves.containsKey(reference);
      shelf = shelves.computeIfAbsent(reference, name -> new Shelf(name, nanos));
    }
    if (mine) {
      shelf.listener = listener;
      shelf.bring(bases);
    }
    BaseImages.Brought brought = shelf.await(mine ? progress -> {} : listener);
    return new Taken(brought, Duration.ofNanos(nanos.getAsLong() - begun));
  }

  /** Stops what is being brought in the background, and waits for that. May be repeated. */
  @Override
  public void close() {
    Optional<Thread> working;
    synchronized (this) {
      closed = true;
      working = worker;
      worker = Optional.empty();
    }
    if (working.isEmpty()) {
      return;
    }
    working.get().interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      working.get().join(END.toMillis());
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The place of one image. */
  private static final class Shelf {
    private final String reference;
    private final LongSupplier nanos;
    private final long begun;
    private final List<BaseImages.Progress> said = new ArrayList<>();
    private volatile Consumer<BaseImages.Progress> listener = progress -> {};
    private Optional<BaseImages.Brought> brought = Optional.empty();
    private Optional<RuntimeException> failed = Optional.empty();

    Shelf(String reference, LongSupplier nanos) {
      this.reference = reference;
      this.nanos = nanos;
      this.begun = nanos.getAsLong();
    }

    void bring(Supplier<BaseImages> bases) {
      Optional<BaseImages.Brought> came = Optional.empty();
      Optional<RuntimeException> trouble = Optional.empty();
      try {
        came = Optional.of(bases.get().bring(reference, this::heard));
      } catch (RuntimeException thrown) {
        // whatever it is, it is thrown again where somebody needs the image
        trouble = Optional.of(thrown);
      }
      synchronized (this) {
        brought = came;
        failed = trouble;
        notifyAll();
      }
    }

    private void heard(BaseImages.Progress progress) {
      listener.accept(progress);
      synchronized (this) {
        said.add(progress);
        notifyAll();
      }
    }

    BaseImages.Brought await(Consumer<BaseImages.Progress> told) {
      if (silent()) {
        Duration since = Duration.ofNanos(nanos.getAsLong() - begun);
        told.accept(new BaseImages.Progress(reference, "on its way", Optional.empty(), since));
      }
      int passed = 0;
      while (true) {
        List<BaseImages.Progress> more;
        boolean over;
        synchronized (this) {
          waitForWord(passed);
          more = List.copyOf(said.subList(passed, said.size()));
          over = brought.isPresent() || failed.isPresent();
        }
        more.forEach(told);
        passed += more.size();
        if (over) {
          return result();
        }
      }
    }

    /** Whether it is being brought and nothing was said of that. */
    private synchronized boolean silent() {
      return said.isEmpty() && brought.isEmpty() && failed.isEmpty();
    }

    /** Waits until there is more than was passed on, or the end. Holds the lock. */
    private void waitForWord(int passed) {
      try {
        while (said.size() == passed && brought.isEmpty() && failed.isEmpty()) {
          TimeUnit.SECONDS.timedWait(this, 1);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Cancelled("waiting for " + reference);
      }
    }

    private synchronized BaseImages.Brought result() {
      failed.ifPresent(
          thrown -> {
            throw thrown;
          });
      return brought.orElseThrow();
    }
  }
}
