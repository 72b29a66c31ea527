package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import dev.yera.store.EventLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a session said and was answered, up to now: each block once, in the order in which they
 * began, as it is in the end, with the answer under its question. The log is read twice: first to
 * see which events belong together, then to write them; in memory is only that index.
 */
public final class SessionTranscript {
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private final TranscriptHead head;
  private final LogReading log;

  /**
   * Of a log.
   *
   * @param cursors gives a cursor behind the event of a number
   * @param last the number of the last event to be told
   */
  public SessionTranscript(TranscriptHead head, LongFunction<EventLog.Cursor> cursors, long last) {
    this.head = head;
    this.log = new LogReading(cursors, last);
  }

  /**
   * Writes it, as UTF-8.
   *
   * @param words those of its language; the JSON has none
   * @param out is flushed and stays open
   * @throws IOException if it cannot be written
   * @throws java.io.UncheckedIOException if the log cannot be read, because it was deleted
   */
  public void write(TranscriptFormat format, TranscriptWords words, OutputStream out)
      throws IOException {
    BlockIndex index = new BlockIndex();
    log.all(index::add);
    Writer text =
        new BufferedWriter(
            new OutputStreamWriter(
                out,
                StandardCharsets.UTF_8
                    .newEncoder()
                    .replaceWith(REPLACEMENT)
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    BlockWriter writer = format.writer(text, words);
    Map<String, List<GivenAnswer>> inForms = new HashMap<>();
    writer.begin(head);
    log.all(
        event -> {
          Optional<long[]> ranges = index.standingAt(event);
          if (ranges.isPresent()) {
            long begin = ranges.get()[0];
            LoggedEvent first = begin == event.id() ? event : log.read(begin);
            write(new WholeBlock(first, ranges.get(), log, head.leftOpen()), writer, inForms);
          }
        });
    writer.end();
    text.flush();
  }

  private static void write(
      WholeBlock block, BlockWriter writer, Map<String, List<GivenAnswer>> inForms)
      throws IOException {
    if (block.is(BlockType.START)) {
      return; // the head says it
    }
    if (block.is(BlockType.EXIT)) {
      writer.exit(block.first().data());
      return;
    }
    List<GivenAnswer> answers = new ArrayList<>(block.answers());
    if (block.is(BlockType.FORM)) {
      // It is answered as a whole; who reads looks for each answer under its question.
      answers.forEach(each -> each.ofFields(inForms));
    }
    if (block.first().isPrompt()) {
      answers.addAll(inForms.getOrDefault(block.first().blockId(), List.of()));
      inForms.remove(block.first().blockId());
    }
    writer.block(block, answers);
  }
}
