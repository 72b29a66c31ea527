package dev.yera.protocol;

/**
 * Holds back an escape sequence that is not whole yet at the end of a piece (ECMA-48: control
 * sequences and strings; xterm: a BEL ends a string, too). Looks at nothing else: what the
 * sequences mean is the emulator's. Not thread-safe.
 */
final class WholeEscapes {
  /** A sequence that is longer is passed on as it is: a picture, or no sequence at all. */
  private static final int LONGEST = 16 * 1024;

  private static final char ESCAPE = 0x1b;

  private enum State {
    TEXT,
    /** Behind the escape, and what belongs to it. */
    ESCAPED,
    /** Parameters of a control sequence. */
    SEQUENCE,
    /** A text for the terminal, e.g. its title. */
    STRING,
    /** Behind an escape in such a text, which a backslash ends. */
    STRING_ESCAPED
  }

  private final StringBuilder held = new StringBuilder();
  private State state = State.TEXT;

  /** What of this piece, and of the one before, can be passed on; may be empty. */
  String next(String piece) {
    int begin = -1; // of the sequence that is not whole
    int i = state == State.TEXT ? piece.indexOf(ESCAPE) : 0;
    if (i < 0 && held.isEmpty() && !hasControls(piece)) {
      return piece;
    }
    for (i = 0; i < piece.length(); i++) {
      boolean wasText = state == State.TEXT;
      state = after(piece.charAt(i));
      if (state == State.TEXT) {
        begin = -1;
      } else if (wasText) {
        begin = i;
      }
    }
    return split(piece, state == State.TEXT ? piece.length() : begin);
  }

  private static boolean hasControls(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (isControl(piece.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The eight-bit forms of escape and another character. */
  private static boolean isControl(char c) {
    return c >= 0x90 && c <= 0x9f;
  }

  /**
   * Splits what is held and this piece.
   *
   * @param at where the sequence begins in the piece that is not whole; −1 if before it
   */
  private String split(String piece, int at) {
    if (at < 0) {
      held.append(piece);
      return held.length() > LONGEST ? end() : "";
    }
    held.append(piece, 0, at);
    String whole = held.toString();
    held.setLength(0);
    held.append(piece, at, piece.length());
    return held.length() > LONGEST ? whole + end() : whole;
  }

  private State after(char c) {
    return switch (state) {
      case TEXT -> begins(c);
      case ESCAPED -> escaped(c);
      case SEQUENCE -> c == ESCAPE ? State.ESCAPED : c >= 0x40 ? State.TEXT : broken(c);
      case STRING -> inString(c);
      case STRING_ESCAPED -> c == '\\' ? State.TEXT : escaped(c);
    };
  }

  private static State begins(char c) {
    return switch (c) {
      case ESCAPE -> State.ESCAPED;
      case 0x9b -> State.SEQUENCE;
      case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> State.STRING;
      default -> State.TEXT;
    };
  }

  private State escaped(char c) {
    return switch (c) {
      case '[' -> State.SEQUENCE;
      case ']', 'P', 'X', '^', '_' -> State.STRING;
      case ESCAPE -> State.ESCAPED;
      default -> c >= 0x30 ? State.TEXT : broken(c);
    };
  }

  private static State inString(char c) {
    return switch (c) {
      case ESCAPE -> State.STRING_ESCAPED;
      case 7, 0x18, 0x1a, 0x9c -> State.TEXT;
      default -> State.STRING;
    };
  }

  /** CAN and SUB end a sequence without effect. */
  private State broken(char c) {
    return c == 0x18 || c == 0x1a
        ? State.TEXT
        : state == State.STRING_ESCAPED ? State.ESCAPED : state;
  }

  /** What was held back, as it is. */
  String end() {
    String rest = held.toString();
    held.setLength(0);
    state = State.TEXT;
    return rest;
  }
}
