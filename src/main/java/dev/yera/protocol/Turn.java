package dev.yera.protocol;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import java.util.List;
import java.util.Optional;

/** The consequences of something that happened in a session. Immutable, except for the bytes. */
public final class Turn {
  private static final byte[] NOTHING = {};

  private final byte[] toApp;
  private final boolean endsText;
  private final boolean endsInput;
  private final List<Block> said;
  private final BlockId saidIn;

  private Turn(byte[] toApp, boolean endsText, boolean endsInput, List<Block> said) {
    this(toApp, endsText, endsInput, said, null);
  }

  private Turn(
      byte[] toApp, boolean endsText, boolean endsInput, List<Block> said, BlockId saidIn) {
    this.toApp = toApp;
    this.endsText = endsText;
    this.endsInput = endsInput;
    this.said = List.copyOf(said);
    this.saidIn = saidIn;
  }

  /** A line for the process, with its line end. */
  static Turn line(byte[] toApp) {
    return new Turn(toApp, false, false, List.of());
  }

  /** Blocks for the viewers. */
  static Turn saying(List<Block> said) {
    return new Turn(NOTHING, false, false, said);
  }

  /** A user's line; the app's next text begins a new block. */
  static Turn answer(byte[] toApp, List<Block> said) {
    return new Turn(toApp, true, false, said);
  }

  /** What was typed on a terminal, whose output goes on in its block; then the next question. */
  static Turn typed(byte[] toApp, Block question) {
    return new Turn(toApp, false, false, List.of(question));
  }

  /** The same; the question is asked again, as a chunk of its block. */
  static Turn typedOn(byte[] toApp, BlockId block, Block question) {
    return new Turn(toApp, false, false, List.of(question), block);
  }

  /** The end of the process' input. */
  static Turn endOfInput() {
    return new Turn(NOTHING, true, true, List.of());
  }

  /** The line for the process, with its line end; empty for none. Must not be changed. */
  public byte[] toApp() {
    return toApp;
  }

  /** Whether the app's next text begins a new block. */
  public boolean endsText() {
    return endsText;
  }

  /** Whether the process' input ends. */
  public boolean endsInput() {
    return endsInput;
  }

  /** Blocks for the viewers, on behalf of an app that cannot send events. */
  public List<Block> said() {
    return said;
  }

  /** The block that {@link #said} belongs to; empty for a new one each. */
  public Optional<BlockId> saidIn() {
    return Optional.ofNullable(saidIn);
  }
}
