package dev.yera.app;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The user's lines, each asked for on demand, until one starts with the stop word. */
final class Chat implements Iterator<String> {
  private final String stopWord;
  private String said;

  Chat(String stopWord) {
    this.stopWord = stopWord;
  }

  @Override
  public boolean hasNext() {
    if (said == null) {
      said = Questions.chatLine().ask();
    }
    return !said.startsWith(stopWord);
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the user said " + stopWord);
    }
    String next = said;
    said = null;
    return next;
  }
}
