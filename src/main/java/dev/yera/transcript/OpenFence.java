package dev.yera.transcript;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a fence of Markdown that is left open, as by an answer that was interrupted within a
 * program. One in a list ends with that by itself, and a line that closes it would open another one
 * here. So would one for a fence that may be in a list, where the lines alone do not tell. Not
 * thread-safe.
 */
final class OpenFence {
  /** Longer lines are no fences, and are not kept. */
  private static final int LONGEST = 200;

  private static final int SHORTEST = 3;

  /** What is indented more is within a program. */
  private static final int INDENTED = 3;

  private static final int TAB = 4;

  /** What begins an item of a list. */
  private static final Pattern ITEM = Pattern.compile("(?:[-+*]|\\d{1,9}[.)])(?=[ \\t]|$)");

  private final StringBuilder line = new StringBuilder();
  private char last;
  private char mark;
  private int length;

  /** What is indented less ends the open fence with its list; 0 for one in no list. */
  private int within;

  /** What is indented this far is in the list; 0 where there is none. */
  private int list;

  private boolean isBehindText;

  /** The next part of the text. */
  void see(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || (c == '\n' && last != '\r')) {
        look();
      } else if (c != '\n' && line.length() < LONGEST) {
        line.append(c);
      }
      last = c;
    }
  }

  /** A line that closes what is open at the end; else empty. */
  String end() {
    look();
    return length == 0 || within > 0 ? "" : Character.toString(mark).repeat(length) + "\n";
  }

  private void look() {
    int at = 0;
    int indented = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      indented += line.charAt(at) == '\t' ? TAB - indented % TAB : 1;
      at++;
    }
    String text = line.substring(at).stripTrailing();
    line.setLength(0);
    boolean isEnd = !text.isEmpty() && ends(indented, text);
    isBehindText = !text.isEmpty() && !isEnd;
  }

  /** Whether a line ends a program. */
  private boolean ends(int indented, String text) {
    if (length > 0 && indented < within) {
      length = 0; // it ended with its list
      list = 0;
    }
    if (length > 0) {
      if (indented <= within + INDENTED && isEnd(text)) {
        length = 0;
        return true;
      }
    } else if (indented < list || list == 0) {
      lookOutside(indented, text);
    } else if (indented <= list + INDENTED && opens(text)) {
      within = list;
    }
    return false;
  }

  /** At a line that is in no list, or begins an item of one. */
  private void lookOutside(int indented, String text) {
    Matcher item = ITEM.matcher(text);
    if (indented <= INDENTED && opens(text)) {
      list = 0;
      within = 0;
    } else if (indented <= INDENTED && item.lookingAt()) {
      list = indented + item.end() + 1;
      if (opens(text.substring(item.end()).stripLeading())) {
        within = list;
      }
    } else if (!isBehindText) {
      list = 0; // else it may go on with a paragraph of the list
    }
  }

  private static int run(String text) {
    int run = 0;
    while (run < text.length() && text.charAt(run) == text.charAt(0)) {
      run++;
    }
    return run;
  }

  private boolean opens(String text) {
    int run = run(text);
    char first = run == 0 ? ' ' : text.charAt(0);
    if (run < SHORTEST || (first != '~' && (first != '`' || text.indexOf('`', run) >= 0))) {
      return false;
    }
    mark = first;
    length = run;
    return true;
  }

  private boolean isEnd(String text) {
    return text.charAt(0) == mark && text.length() >= length && run(text) == text.length();
  }
}
