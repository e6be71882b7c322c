package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Cancelled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work that several threads may ask for at once, by its name: one of them does it, the others hear
 * what it says from then on, wait, and get its result or its failure. Where the one that does it is
 * cancelled, one of those that wait goes on instead.
 *
 * @param <E> what is said on the way
 * @param <T> what comes of it
 */
final class SharedWork<E, T> {
  private final Map<String, Turn<E, T>> turns = new HashMap<>();

  /** One doing of it. */
  private static final class Turn<E, T> {
    private final CompletableFuture<T> end = new CompletableFuture<>();
    private final List<Consumer<E>> listeners = new ArrayList<>();

    synchronized void add(Consumer<E> listener) {
      listeners.add(listener);
    }

    synchronized void remove(Consumer<E> listener) {
      listeners.remove(listener);
    }

    synchronized void tell(E said) {
      listeners.forEach(listener -> listener.accept(said));
    }
  }

  /**
   * Does it, or waits for the thread that does.
   *
   * @param name what makes it the same work
   * @param listener hears what is said, from the thread that does it
   * @param work does it; is given whom to tell
   * @throws Cancelled where this thread is interrupted; the work of another one goes on
   */
  T share(String name, Consumer<E> listener, Function<Consumer<E>, T> work) {
    while (true) {
      Turn<E, T> fresh = new Turn<>();
      Turn<E, T> turn;
      synchronized (turns) {
        turn = turns.computeIfAbsent(name, unused -> fresh);
        turn.add(listener);
      }
      if (turn == fresh) {
        return perform(name, turn, work);
      }
      try {
        return turn.end.get();
      } catch (InterruptedException interrupted) {
        turn.remove(listener);
        Thread.currentThread().interrupt();
        throw new Cancelled("waiting for " + name);
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof Cancelled)) {
          throw unchecked(failed);
        }
      }
    }
  }

  private T perform(String name, Turn<E, T> turn, Function<Consumer<E>, T> work) {
    try {
      T result = work.apply(turn::tell);
      // Whoever asks from now on asks anew.
      forget(name);
      turn.end.complete(result);
      return result;
    } catch (RuntimeException | Error failed) {
      forget(name);
      turn.end.completeExceptionally(failed);
      throw failed;
    }
  }

  private void forget(String name) {
    synchronized (turns) {
      turns.remove(name);
    }
  }

  private static RuntimeException unchecked(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    return failed.getCause() instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failed);
  }
}
