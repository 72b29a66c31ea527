package dev.yera.protocol;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.ConsoleLine;
import dev.yera.event.block.TextInput;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An unchanged console program (see "Console programs" in {@code protocol.md}). Its output is
 * forwarded as it arrives, even without a line end, and so is its error output. There is always one
 * open text input, and each answer is one line. An answer of null ends its input: then no text
 * input is open.
 */
public final class TextProtocol implements AppProtocol {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_PROMPT = 256;
  private static final long RESULT_NANOS = 15_000_000L;
  private static final List<Block> QUESTION = List.of(new TextInput(ConsoleLine.OF_PIPE, false));

  private final Utf8Pieces output = new Utf8Pieces();
  private final Utf8Pieces error = new Utf8Pieces();

  @Override
  public Turn started() {
    return Turn.saying(QUESTION);
  }

  @Override
  public boolean isReadyAtOnce() {
    return true;
  }

  @Override
  public void output(byte[] buffer, int length, Heard heard) {
    say(output.next(buffer, length), false, heard);
  }

  @Override
  public boolean error(byte[] buffer, int length, Heard heard) {
    if (length <= LONGEST_PROMPT && buffer[length - 1] != '\n') {
      // Interpreters print the result to one pipe and then the prompt to the other: without a wait
      // it would be chance which of them is read first. What follows a prompt waits for an answer.
      LockSupport.parkNanos(RESULT_NANOS);
    }
    say(error.next(buffer, length), true, heard);
    return true;
  }

  @Override
  public void end(Heard heard) {
    say(output.end(), false, heard);
    say(error.end(), true, heard);
  }

  private static void say(String piece, boolean isError, Heard heard) {
    if (!piece.isEmpty()) {
      heard.text(piece, isError);
    }
  }

  @Override
  public Optional<Reason> refusal(Object value) {
    return value instanceof String text && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)
        ? Optional.of(ReasonKey.ONE_LINE.with())
        : Optional.empty();
  }

  @Override
  public Turn answered(BlockId question, String blockType, Object value, String traceparent) {
    return value == null
        ? Turn.endOfInput()
        : Turn.answer((value + "\n").getBytes(StandardCharsets.UTF_8), QUESTION);
  }

  @Override
  public byte[] interrupt() {
    return NOTHING;
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
