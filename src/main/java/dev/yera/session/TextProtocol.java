package dev.yera.session;

import dev.yera.event.BlockId;
import dev.yera.event.Text;
import dev.yera.event.TextInput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A console program as it is (contract, section 4): what it prints is forwarded as it comes, also
 * without a line end; there is always one open text input, and each answer is one line. An answer
 * of null ends its input: from then on there is no open text input.
 */
final class TextProtocol implements AppProtocol {
  private static final int LONGEST_CHARACTER = 4;

  private final Session session;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  // Begins with what the read before left of a character.
  private ByteBuffer rest = ByteBuffer.allocate(0);

  /** What the output since the last answer belongs to. Guarded by the session's lock. */
  private BlockId block = BlockId.random();

  TextProtocol(Session session) {
    this.session = session;
  }

  @Override
  public void started() {
    session.ready();
    ask();
    session.wakeViewers();
  }

  private void ask() {
    session.say(() -> BlockId.random(), new TextInput(null, true));
  }

  @Override
  public void output(byte[] buffer, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + length);
    bytes.put(rest).put(buffer, 0, length).flip();
    decode(bytes, false);
  }

  @Override
  public void end() {
    decode(rest, true);
  }

  private void decode(ByteBuffer bytes, boolean last) {
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
    decoder.decode(bytes, characters, last);
    if (last) {
      decoder.flush(characters);
    }
    rest = bytes.slice();
    characters.flip();
    if (characters.hasRemaining()) {
      session.say(() -> block, new Text(characters.toString()));
      session.wakeViewers();
      session.tidyLog();
    }
  }

  @Override
  public void check(Interaction interaction) {
    if (interaction.value() instanceof String text
        && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
      throw new BadInteractionException(
          "The answer to block \"%s\" must be one line, without a line end."
              .formatted(interaction.blockId()));
    }
  }

  @Override
  public byte[] answer(Question question, Interaction interaction) {
    block = BlockId.random();
    if (interaction.value() == null) {
      return END_OF_INPUT;
    }
    ask();
    return (interaction.value() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] stop(String reason) {
    return new byte[0];
  }

  @Override
  public boolean hasIdleClock() {
    return false;
  }
}
