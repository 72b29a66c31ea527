package dev.yera.event;

/**
 * A console program's text for a terminal of somebody else: its styles, and the way back within a
 * line. Other sequences are dropped: they could clear that terminal, move in it, or type into it.
 * Not thread-safe.
 */
public final class StyledText {
  private final StringBuilder out;
  private final Escapes escapes = new Escapes(new Kept());
  private boolean isStyled;

  /** One text, which is appended here. */
  public StyledText(StringBuilder out) {
    this.out = out;
  }

  /** Takes a piece of the text, which ends anywhere but in the middle of a character. */
  public void take(String piece) {
    piece.codePoints().forEach(escapes::take);
  }

  /** Ends it: its style does not go on after it. */
  public void end() {
    if (isStyled) {
      new Kept().style("");
    }
  }

  private final class Kept implements Escapes.Sink {
    @Override
    public void show(int c) {
      out.appendCodePoint(c);
    }

    @Override
    public void move(int c) {
      out.append((char) c);
    }

    @Override
    public void style(String parameters) {
      out.append(Escapes.ESCAPE).append('[').append(parameters).append('m');
      isStyled = !parameters.isEmpty() && !parameters.equals("0");
    }
  }
}
