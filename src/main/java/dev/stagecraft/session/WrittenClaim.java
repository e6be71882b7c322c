package dev.stagecraft.session;

import java.util.Map;

/**
 * A claim that is in the journal.
 *
 * @param number its number there
 */
record WrittenClaim(Book book, int number, Kind kind, String name, Map<String, String> labels)
    implements Claim {
  @Override
  public void created(String id) {
    book.settle(number, new Entry.Created(number, id));
  }

  @Override
  public void abandoned() {
    book.settle(number, new Entry.Abandoned(number));
  }
}
