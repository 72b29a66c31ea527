package dev.yera.event.block;

import java.util.Map;

/**
 * A piece of verbatim text. Chunks of one block are appended without a separator.
 *
 * @param content the next piece of the text
 * @param isError whether a console program wrote it to its standard error
 */
public record Text(String content, boolean isError) implements Block {
  public static final String TYPE = "text";
  private static final String STREAM = "stream";
  private static final String ERROR = "stderr";
  private static final String OUTPUT = "stdout";

  /** A piece of what is no error output. */
  public Text(String content) {
    this(content, false);
  }

  static Text read(Members data) {
    String content = data.string("content", "");
    String stream = data.string(STREAM, OUTPUT);
    boolean isKnown = stream.equals(ERROR) || stream.equals(OUTPUT);
    return new Text(
        content,
        data.sensible(STREAM, stream, isKnown, "\"stdout\" or \"stderr\"", OUTPUT).equals(ERROR));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    return isError ? Members.of("content", content, STREAM, ERROR) : Members.of("content", content);
  }
}
