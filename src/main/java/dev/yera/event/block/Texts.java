package dev.yera.event.block;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Texts that take the room of their characters and four bytes each, not that of an object each: a
 * question is kept by the server until it is answered, and an app may print a hundred thousand
 * options. Immutable.
 */
final class Texts extends AbstractList<String> implements RandomAccess {
  /** Fewer are a list like any other. */
  private static final int MANY = 100;

  private final String all;
  private final int[] ends;

  private Texts(List<String> texts) {
    ends = new int[texts.size()];
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < ends.length; i++) {
      ends[i] = joined.append(texts.get(i)).length();
    }
    all = joined.toString();
  }

  /** The same texts, none of which is null. */
  static List<String> of(List<String> texts) {
    return texts.size() < MANY ? texts : new Texts(texts);
  }

  private int begin(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  @Override
  public String get(int index) {
    Objects.checkIndex(index, ends.length);
    return all.substring(begin(index), ends[index]);
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public boolean contains(Object text) {
    return indexOf(text) >= 0;
  }

  @Override
  public int indexOf(Object text) {
    if (text instanceof String wanted) {
      for (int i = 0; i < ends.length; i++) {
        int begin = begin(i);
        if (ends[i] - begin == wanted.length() && all.startsWith(wanted, begin)) {
          return i;
        }
      }
    }
    return -1;
  }
}
