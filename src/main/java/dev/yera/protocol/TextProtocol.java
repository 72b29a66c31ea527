package dev.yera.protocol;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.ConsoleLine;
import dev.yera.event.block.TextInput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An unchanged console program (see "Console programs" in {@code protocol.md}). Its output is
 * forwarded as it arrives, even without a line end. There is always one open text input, and each
 * answer is one line. An answer of null ends its input: then no text input is open.
 */
public final class TextProtocol implements AppProtocol {
  private static final int LONGEST_CHARACTER = 4;
  private static final byte[] NOTHING = {};
  private static final List<Block> QUESTION = List.of(new TextInput(ConsoleLine.OF_PIPE, false));

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The rest of an incomplete character of the previous read. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

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
    ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + length);
    bytes.put(rest).put(buffer, 0, length).flip();
    decode(bytes, false, heard);
  }

  @Override
  public void end(Heard heard) {
    decode(rest, true, heard);
  }

  private void decode(ByteBuffer bytes, boolean last, Heard heard) {
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
    decoder.decode(bytes, characters, last);
    if (last) {
      decoder.flush(characters);
    }
    rest = bytes.slice();
    characters.flip();
    if (characters.hasRemaining()) {
      heard.text(characters.toString());
    }
  }

  @Override
  public Optional<String> refusal(Object value) {
    return value instanceof String text && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)
        ? Optional.of("must be one line, without a line end")
        : Optional.empty();
  }

  @Override
  public Turn answered(BlockId question, String blockType, Object value) {
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
