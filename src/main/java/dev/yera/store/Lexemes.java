package dev.yera.store;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Words as PostgreSQL searches for them, in small letters: runs of letters, digits and their marks,
 * and symbols one by one. They are found by their beginnings. Its own parser is not used: it is
 * slow, and knows e-mail addresses and other things that nobody asked for. So the words of a query
 * are the same as those of a log.
 */
final class Lexemes {
  /** Of longer words the beginning counts, in characters. */
  private static final int LONGEST = 64;

  /** What a row takes at most, in bytes; PostgreSQL's limit is 1 MiB. */
  private static final int MOST = 900_000;

  private static final int BYTES_OF_A_CHARACTER = 3;

  private final Set<String> all = new HashSet<>();
  private int room = MOST;

  /** The words of frames, separated by spaces. */
  static String in(byte[] frames) {
    Lexemes lexemes = new Lexemes();
    Said.each(frames, 0, frames.length, value -> split(value.toString(), lexemes::add));
    return String.join(" ", lexemes.all);
  }

  /** The words of a query. */
  static Set<String> of(String query) {
    Set<String> words = new LinkedHashSet<>();
    split(query, words::add);
    return words;
  }

  private void add(String word) {
    int bytes = word.length() * BYTES_OF_A_CHARACTER;
    if (bytes <= room && all.add(word)) {
      room -= bytes;
    }
  }

  private static void split(String text, Consumer<String> taker) {
    String folded = text.toLowerCase(Locale.ROOT);
    int begin = -1;
    int at = 0;
    while (at < folded.length()) {
      int c = folded.codePointAt(at);
      boolean inWord = isPartOfWord(c);
      if (inWord && begin < 0) {
        begin = at;
      } else if (!inWord && begin >= 0) {
        taker.accept(cut(folded, begin, at));
        begin = -1;
      }
      int next = at + Character.charCount(c);
      if (Character.getType(c) == Character.OTHER_SYMBOL) {
        taker.accept(folded.substring(at, next));
      }
      at = next;
    }
    if (begin >= 0) {
      taker.accept(cut(folded, begin, at));
    }
  }

  private static String cut(String text, int from, int to) {
    if (to - from <= LONGEST) {
      return text.substring(from, to);
    }
    int end = from + LONGEST;
    return text.substring(from, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  private static boolean isPartOfWord(int c) {
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
