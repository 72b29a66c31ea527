package dev.yera.protocol;

import dev.yera.event.block.Block;
import java.util.List;

/** What follows from something that happened in a session. Immutable, but for the bytes. */
public final class Turn {
  private static final byte[] NOTHING = {};

  private final byte[] toApp;
  private final boolean endsText;
  private final boolean endsInput;
  private final List<Block> said;

  private Turn(byte[] toApp, boolean endsText, boolean endsInput, List<Block> said) {
    this.toApp = toApp;
    this.endsText = endsText;
    this.endsInput = endsInput;
    this.said = List.copyOf(said);
  }

  /** Only this line for the process, with its end. */
  static Turn line(byte[] toApp) {
    return new Turn(toApp, false, false, List.of());
  }

  /** Only these blocks. */
  static Turn saying(List<Block> said) {
    return new Turn(NOTHING, false, false, said);
  }

  /** A line of a user's: what the app prints next is a text of its own. */
  static Turn answer(byte[] toApp, List<Block> said) {
    return new Turn(toApp, true, false, said);
  }

  /** There is nothing more for the process to read. */
  static Turn endOfInput() {
    return new Turn(NOTHING, true, true, List.of());
  }

  /** Written to the process, with its line end; empty for nothing. Must not be changed. */
  public byte[] toApp() {
    return toApp;
  }

  /** Whether the text that the app says next begins a block of its own. */
  public boolean endsText() {
    return endsText;
  }

  /** Whether there is nothing more for the process to read. */
  public boolean endsInput() {
    return endsInput;
  }

  /** Shown to the viewers in the name of an app that cannot say it itself. */
  public List<Block> said() {
    return said;
  }
}
