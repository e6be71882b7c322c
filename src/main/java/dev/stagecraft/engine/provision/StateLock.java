package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Cancelled;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock among threads and among processes. The kernel gives it back when its holder dies; whoever
 * waits for it can be interrupted. Whoever holds it may take it again.
 */
final class StateLock {
  private final Path file;
  private final ReentrantLock turn = new ReentrantLock();

  /** A lock by a file, which is made when it is first taken. */
  StateLock(Path file) {
    this.file = file;
  }

  /** Does something while the lock is held. */
  <T> T holding(Supplier<T> work) {
    return holding(() -> {}, work);
  }

  /**
   * Does something while the lock is held.
   *
   * @param busy is called where another process holds it, before waiting for that
   */
  <T> T holding(Runnable busy, Supplier<T> work) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("waiting for " + file);
    }
    try {
      return turn.getHoldCount() > 1 ? work.get() : locked(busy, work);
    } finally {
      turn.unlock();
    }
  }

  private <T> T locked(Runnable busy, Supplier<T> work) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel, busy);
      if (!lock.isValid()) {
        throw new IOException("the lock was not given");
      }
      return work.get();
    } catch (IOException failed) {
      throw EngineFolder.unwritable(file, failed);
    }
  }

  private FileLock lock(FileChannel channel, Runnable busy) throws IOException {
    try {
      Optional<FileLock> free = Optional.ofNullable(channel.tryLock());
      if (free.isPresent()) {
        return free.get();
      }
      busy.run();
      return channel.lock();
    } catch (ClosedByInterruptException | FileLockInterruptionException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("waiting for " + file);
    }
  }
}
