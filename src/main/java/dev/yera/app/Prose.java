package dev.yera.app;

import dev.yera.event.block.Block;

/**
 * A text that grows while the user reads: each piece is shown at once. {@code out::append} is what
 * a streaming model wants to be given.
 */
public final class Prose implements Appendable {
  /** How a piece of this kind of text is shown. */
  interface Kind {
    Block block(String piece);
  }

  /** No piece has more bytes of UTF-8: a longer one is sent as several. */
  static final int LONGEST_PIECE = 64 * 1024;

  private static final int SURELY_FITS = LONGEST_PIECE / 3;

  private final OpenBlock block;
  private final Kind kind;

  Prose(OpenBlock block, Kind kind) {
    this.block = block;
    this.kind = kind;
  }

  /** Shows the next piece, with nothing between it and the one before. */
  @Override
  public Prose append(CharSequence piece) {
    String text = String.valueOf(piece);
    if (text.length() <= SURELY_FITS) {
      block.send(kind.block(text));
    } else {
      inPieces(text);
    }
    return this;
  }

  @Override
  public Prose append(CharSequence text, int start, int end) {
    return append(String.valueOf(text).substring(start, end));
  }

  @Override
  public Prose append(char c) {
    return append(Character.toString(c));
  }

  private void inPieces(String text) {
    int start = 0;
    while (start < text.length()) {
      int end = endOfPiece(text, start);
      block.send(kind.block(text.substring(start, end)));
      start = end;
    }
  }

  /** As far as the bytes allow, never inside a character. */
  private static int endOfPiece(String text, int start) {
    int bytes = 0;
    int end = start;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      bytes += utf8Length(character);
      if (bytes > LONGEST_PIECE) {
        return end;
      }
      end += Character.charCount(character);
    }
    return end;
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    } else if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
