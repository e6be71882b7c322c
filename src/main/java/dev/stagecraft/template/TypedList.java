package dev.stagecraft.template;

import java.util.AbstractList;
import java.util.List;

/** A list of which Go knows that its elements are strings: {@code []string}. */
final class TypedList extends AbstractList<Object> {
  private final List<String> words;

  TypedList(List<String> words) {
    this.words = List.copyOf(words);
  }

  @Override
  public Object get(int index) {
    return words.get(index);
  }

  @Override
  public int size() {
    return words.size();
  }
}
