package dev.yera.protocol;

import dev.yera.event.Escapes;

/**
 * Holds back an escape sequence that is not whole yet at the end of a piece. Looks at nothing else:
 * what the sequences mean is the emulator's. Not thread-safe.
 */
final class WholeEscapes {
  /** A sequence that is longer is passed on as it is: a picture, or no sequence at all. */
  private static final int LONGEST = 16 * 1024;

  private final StringBuilder held = new StringBuilder();
  private Escapes escapes = new Escapes(new Nobody());

  /** What of this piece, and of the one before, can be passed on; may be empty. */
  String next(String piece) {
    if (held.isEmpty() && piece.chars().noneMatch(Escapes::isBeginning)) {
      return piece;
    }
    int begin = -1; // of the sequence that is not whole; -1 if before this piece
    for (int i = 0; i < piece.length(); i++) {
      boolean wasWhole = escapes.isWhole();
      escapes.take(piece.charAt(i));
      if (wasWhole) {
        begin = i;
      }
    }
    return split(piece, escapes.isWhole() ? piece.length() : begin);
  }

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

  /** What was held back, as it is. */
  String end() {
    String rest = held.toString();
    held.setLength(0);
    escapes = new Escapes(new Nobody());
    return rest;
  }

  private static final class Nobody implements Escapes.Sink {
    @Override
    public void show(int c) {}

    @Override
    public void move(int c) {}
  }
}
