package dev.yera.protocol;

import dev.yera.event.EventLine;
import dev.yera.event.EventReader;
import dev.yera.event.InputEvent;
import dev.yera.event.block.BlockId;
import java.util.Arrays;

/** One JSON object per line (see "The lines of an app" in {@code protocol.md}). */
public final class EventsProtocol implements AppProtocol {
  private final byte[] start;
  private final boolean announcesReady;
  private final int maxLine;
  private final Lines lines = new Lines();
  private final LineSplitter splitter;
  private final EventReader events = new EventReader();
  private boolean readySeen;

  /**
   * A translator for one process.
   *
   * @param start the first line that it gets, see {@link #line}
   * @param announcesReady whether the process says that it can take answers
   * @param maxLine the longest line that it may write, in bytes
   */
  public EventsProtocol(byte[] start, boolean announcesReady, int maxLine) {
    this.start = start;
    this.announcesReady = announcesReady;
    this.maxLine = maxLine;
    this.splitter = new LineSplitter(maxLine, lines);
  }

  /** Writes the start line at once; a worker that is not ready yet reads it later from its pipe. */
  @Override
  public Turn started() {
    return Turn.line(start);
  }

  @Override
  public boolean isReadyAtOnce() {
    return !announcesReady;
  }

  @Override
  public void output(byte[] buffer, int length, Heard heard) {
    lines.heard = heard;
    splitter.put(buffer, length);
  }

  @Override
  public void end(Heard heard) {
    lines.heard = heard;
    splitter.end();
  }

  private final class Lines implements LineSplitter.Lines {
    private Heard heard;

    @Override
    public void line(byte[] bytes, int offset, int length) {
      EventLine line = events.read(bytes, offset, length);
      if (line instanceof EventLine.Whole whole) {
        heard.event(whole, bytes, offset, length);
      } else if (line instanceof EventLine.Partial partial) {
        heard.event(partial);
      } else if (line instanceof EventLine.Stray stray) {
        heard.stray(stray.text());
      } else if (announcesReady && !readySeen) {
        readySeen = true;
        heard.ready();
      }
    }

    @Override
    public void tooLong() {
      heard.tooLong(maxLine);
    }
  }

  @Override
  public Turn answered(BlockId question, String blockType, Object value, String traceparent) {
    return Turn.line(line(new InputEvent.Input(question.value(), blockType, value, traceparent)));
  }

  @Override
  public byte[] interrupt() {
    return line(new InputEvent.Interrupt());
  }

  @Override
  public byte[] stop(String reason) {
    return line(new InputEvent.Stop(reason));
  }

  @Override
  public boolean hasIdleClock() {
    return true;
  }

  /** The event as a line for the process, with its line end. */
  public static byte[] line(InputEvent event) {
    byte[] json = event.json();
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
