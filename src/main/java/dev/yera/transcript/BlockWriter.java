package dev.yera.transcript;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes a transcript in one of its forms. */
interface BlockWriter {
  void begin(TranscriptHead head) throws IOException;

  /**
   * Writes a block.
   *
   * @param answers what was answered, if it is a question
   */
  void block(WholeBlock block, List<GivenAnswer> answers) throws IOException;

  /** Writes how the session ended; not called for one that goes on. */
  void exit(Map<?, ?> data) throws IOException;

  void end() throws IOException;
}
