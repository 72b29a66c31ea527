package dev.yera.protocol;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.ConsoleLine;
import dev.yera.event.block.TextInput;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.terminal.EchoMode;
import dev.yera.terminal.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A console program on a pseudo-terminal (contract, section 4). Its output is forwarded as it
 * arrives. There is always one open text input: an answer is a line, or what was typed. While the
 * terminal's echo is off the answer is a secret. An answer of null is Ctrl-D.
 */
public final class TerminalProtocol implements AppProtocol {
  private static final byte[] NOTHING = {};

  /** A terminal that edits lines itself takes no longer one, and drops the rest without a word. */
  private static final int LONGEST_LINE = 4095;

  private final boolean keys;
  private final Utf8Pieces pieces = new Utf8Pieces();
  private final WholeEscapes escapes = new WholeEscapes();
  private volatile EchoMode echo = EchoMode.ON;

  /**
   * A translator for one process.
   *
   * @param keys whether an answer is what was typed; else it is a line
   */
  public TerminalProtocol(boolean keys) {
    this.keys = keys;
  }

  @Override
  public Turn started() {
    return Turn.typed(NOTHING, question());
  }

  private Block question() {
    EchoMode now = echo;
    return new TextInput(new ConsoleLine(true, keys, now == EchoMode.RAW), now != EchoMode.ON);
  }

  @Override
  public Optional<Block> echoes(EchoMode now) {
    if (now == echo) {
      return Optional.empty();
    }
    echo = now;
    return Optional.of(question());
  }

  @Override
  public boolean isReadyAtOnce() {
    return true;
  }

  @Override
  public void output(byte[] buffer, int length, Heard heard) {
    say(escapes.next(pieces.next(buffer, length)), heard);
  }

  @Override
  public void end(Heard heard) {
    say(escapes.next(pieces.end()), heard);
    say(escapes.end(), heard);
  }

  private static void say(String piece, Heard heard) {
    if (!piece.isEmpty()) {
      heard.terminal(piece);
    }
  }

  @Override
  public Optional<Reason> refusal(Object value) {
    if (keys || !(value instanceof String text)) {
      return Optional.empty();
    }
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      return Optional.of(ReasonKey.ONE_LINE.with());
    }
    return echo != EchoMode.RAW && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE
        ? Optional.of(ReasonKey.SHORT_LINE.with(LONGEST_LINE))
        : Optional.empty();
  }

  @Override
  public Turn answered(BlockId question, String blockType, Object value, String traceparent) {
    byte[] typed =
        value == null
            ? Keys.endOfInput()
            : (keys ? (String) value : value + "\r").getBytes(StandardCharsets.UTF_8);
    return keys ? Turn.typedOn(typed, question, question()) : Turn.typed(typed, question());
  }

  @Override
  public byte[] interrupt() {
    return Keys.interrupt();
  }

  @Override
  public byte[] stop(String reason) {
    return NOTHING;
  }

  @Override
  public boolean hasIdleClock() {
    return false;
  }
}
