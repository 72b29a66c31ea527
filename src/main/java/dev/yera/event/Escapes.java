package dev.yera.event;

/**
 * Tells the escape sequences of a console program's output from its text, as terminals do; what is
 * not finished waits for the next characters. Not thread-safe.
 */
public final class Escapes {
  /** What most of them begin with. */
  public static final char ESCAPE = 0x1b;

  /** More parameters than any terminal takes. */
  private static final int MOST_PARAMETERS = 512;

  private static final int BELL = 7;
  private static final int CANCEL = 0x18;
  private static final int SUBSTITUTE = 0x1a;
  private static final int SEQUENCE = 0x9b;
  private static final int STRING_END = 0x9c;

  /** What strings begin with after an escape, and as one character. */
  private static final String STRINGS = "P]X^_\u0090\u009d\u0098\u009e\u009f";

  /** Gets what there is besides sequences that are dropped. */
  public interface Sink {
    /** A character that is no control character, or a tab. */
    void show(int c);

    /** LF, CR or a backspace. */
    void move(int c);

    /** Select Graphic Rendition: a style, with its parameters as they were written. */
    default void style(String parameters) {}
  }

  private enum State {
    TEXT,
    ESCAPED,
    SEQUENCE,
    STRING
  }

  private final Sink out;
  private final StringBuilder parameters = new StringBuilder();
  private State state = State.TEXT;

  /** At the beginning of the output. */
  public Escapes(Sink out) {
    this.out = out;
  }

  /** Takes the next character of the output. */
  public void take(int c) {
    if (state == State.TEXT) {
      if (c == '\t' || !Character.isISOControl(c)) {
        out.show(c);
      } else {
        control(c);
      }
    } else if (c == ESCAPE) {
      state = State.ESCAPED;
    } else if (c == CANCEL || c == SUBSTITUTE) {
      state = State.TEXT;
    } else if (state == State.STRING) {
      // A line end is no part of one: what is never closed does not swallow all that follows.
      state = c == BELL || c == STRING_END || c == '\n' ? State.TEXT : State.STRING;
    } else if (c < ' ') {
      control(c); // within a sequence, which goes on
    } else if (state == State.SEQUENCE) {
      sequence(c);
    } else {
      escaped(c);
    }
  }

  /** Whether no sequence has begun that is not finished. */
  public boolean isWhole() {
    return state == State.TEXT;
  }

  /** Whether one may begin with this character. */
  public static boolean isBeginning(int c) {
    return c == ESCAPE || c == SEQUENCE || (c > '~' && STRINGS.indexOf(c) >= 0);
  }

  private void control(int c) {
    if (c == ESCAPE) {
      state = State.ESCAPED;
    } else if (c == SEQUENCE) {
      begin();
    } else if (STRINGS.indexOf(c) >= 0) {
      state = State.STRING;
    } else if (c == '\n' || c == '\r' || c == '\b') {
      out.move(c);
    }
  }

  private void begin() {
    state = State.SEQUENCE;
    parameters.setLength(0);
  }

  private void escaped(int c) {
    if (c == '[') {
      begin();
    } else if (STRINGS.indexOf(c) >= 0) {
      state = State.STRING;
    } else if (c > '/') {
      state = State.TEXT;
    }
  }

  private void sequence(int c) {
    if (c >= '@' && c <= '~') {
      state = State.TEXT;
      if (c == 'm' && parameters.chars().allMatch(Escapes::isParameter)) {
        out.style(parameters.toString());
      }
    } else if (parameters.length() < MOST_PARAMETERS) {
      parameters.appendCodePoint(c);
    }
  }

  private static boolean isParameter(int c) {
    return c >= '0' && c <= ';'; // digits, colon and semicolon; others are somebody's own
  }
}
