package dev.stagecraft.session;

import dev.stagecraft.engine.Builder;
import java.util.Optional;

/**
 * A build that is in the journal.
 *
 * @param number its number there
 */
record WrittenBuild(Book book, int number, String id) implements BuildClaim {
  @Override
  public void built(Builder.Built built) {
    end(Optional.of(built.imageId()), built.contextRecord());
  }

  @Override
  public void failed() {
    end(Optional.empty(), Optional.empty());
  }

  private void end(Optional<String> image, Optional<String> context) {
    book.settle(number, new Entry.BuildEnded(number, book.now(), image, context));
  }
}
