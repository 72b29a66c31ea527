package dev.yera.app;

import dev.yera.event.block.Block;

/**
 * A growing text; each piece is shown at once. Pass {@code out::append} to a streaming model
 * client.
 */
public final class Prose implements Appendable {
  /** Makes the block for a piece of this kind of text. */
  interface Kind {
    Block block(String piece);
  }

  /** The most UTF-8 bytes of a piece; a longer one is sent as several. */
  static final int LONGEST_PIECE = 64 * 1024;

  private static final int SURELY_FITS = LONGEST_PIECE / 3;

  private final OpenBlock block;
  private final Kind kind;

  Prose(OpenBlock block, Kind kind) {
    this.block = block;
    this.kind = kind;
  }

  /** Appends a piece of text and shows it. */
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

  /** The end of the piece: within the byte limit, never inside a character. */
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
