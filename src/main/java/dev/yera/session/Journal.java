package dev.yera.session;

import dev.yera.event.AppCall;
import dev.yera.event.EventLine;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Answer;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.Interrupt;
import dev.yera.event.block.MalformedEventException;
import dev.yera.event.block.Start;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.event.block.TextInput;
import dev.yera.event.json.Json;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.diagnostic.Diagnostics;
import dev.yera.session.question.OpenQuestion;
import dev.yera.session.question.TextPattern;
import dev.yera.settings.SessionSettings;
import dev.yera.store.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Completes the events of a session, numbers their chunks, appends them to the log, and writes
 * refused ones into the diagnostics. Invariants: its chunk numbers are those of the events in the
 * log; once in {@link #trouble} it accepts no more output of the app, however long the app's end
 * takes.
 */
final class Journal {
  private static final Logger LOG = Logger.getLogger(Journal.class.getName());

  /** So many different ones are remembered. */
  private static final int MOST_COMPLAINTS = 100;

  private final EventLog log;
  private final long quota;
  private final AppCall app;
  private final Clock clock;
  private final Diagnostics diagnostics;
  private final Chunks chunks = new Chunks();
  private final Set<String> complaints = new HashSet<>();
  private final AtomicReference<ServerEnd> trouble = new AtomicReference<>();
  private Terminal terminalSize = new Terminal("", Terminal.COLUMNS, Terminal.ROWS);
  private BlockId openText = BlockId.random();
  private boolean isErrorOpen;
  private boolean unwanted;
  private OutputEvent last;
  private String lastPattern;

  /**
   * A journal with an empty log.
   *
   * @param quota the most bytes of frames
   */
  Journal(EventLog log, long quota, AppCall app, Clock clock, Diagnostics diagnostics) {
    this.log = log;
    this.quota = quota;
    this.app = app;
    this.clock = clock;
    this.diagnostics = diagnostics;
  }

  // ---- Events

  /** Appends a chunk that needs nothing, as it is. */
  long append(Held held, EventLine.Whole chunk, byte[] bytes, int offset, int length) {
    chunks.seen(chunk.blockId(), chunk.chunkId());
    long id = log.append(bytes, offset, length);
    if (log.size() > quota) {
      trouble.compareAndSet(
          null,
          new ServerEnd(
              EndReason.OUTPUT_QUOTA_EXCEEDED,
              "The app wrote more than %d bytes (%s)."
                  .formatted(quota, SessionSettings.OUTPUT_QUOTA.key())));
    }
    return id;
  }

  long append(Held held, OutputEvent event) {
    byte[] json = event.json();
    return append(
        held, new EventLine.Whole(event.blockId().value(), event.chunkId()), json, 0, json.length);
  }

  /**
   * Completes an event of the app's.
   *
   * @return the event; empty if it was refused
   */
  Optional<OutputEvent> complete(Held held, EventLine.Partial line) {
    OutputEvent event;
    try {
      event = OutputEvent.complete(line.members(), new Defaults(), this::complain);
    } catch (MalformedEventException e) {
      diagnose(Diagnostic.Source.STDOUT, Json.text(line.members()));
      diagnose(Diagnostic.Source.SERVER, "The line above was refused: " + e.getMessage());
      return Optional.empty();
    }
    if (event.block() instanceof Start
        || event.block() instanceof Answer
        || event.block() instanceof Interrupt
        || event.block() instanceof Feedback) {
      diagnose(
          Diagnostic.Source.SERVER,
          "Refused: an event of type %s is written by the server only."
              .formatted(event.block().blockType()));
      return Optional.empty();
    }
    if (event.block() instanceof TextInput input && input.rules().pattern() != null) {
      lookAt(input.rules().pattern());
    }
    return Optional.of(event);
  }

  /** Most questions of an app have the pattern of the last one, or none. */
  private void lookAt(String pattern) {
    if (!pattern.equals(lastPattern)) {
      lastPattern = pattern;
      TextPattern.problem(pattern)
          .ifPresent(why -> complain("data.pattern is left to the app, because " + why));
    }
  }

  /** Appends an event with a new block, on the app's behalf. */
  OutputEvent event(Held held, Block says) {
    return event(BlockId.random(), says, app, null);
  }

  /** Appends a piece of a console program's text to the open block, if that is of its stream. */
  OutputEvent text(Held held, Text piece) {
    if (piece.isError() != isErrorOpen) {
      endText(held);
      isErrorOpen = piece.isError();
    }
    return event(openText, piece, app, null);
  }

  /** Appends a piece of what a program printed on its terminal, all of which is one block. */
  OutputEvent terminal(Held held, Terminal piece) {
    return event(openText, piece, app, null);
  }

  /** Appends the size of the program's terminal, unless it has that already. */
  Optional<OutputEvent> terminalSize(Held held, int columns, int rows) {
    Terminal size = new Terminal("", columns, rows);
    if (size.equals(terminalSize)) {
      return Optional.empty();
    }
    terminalSize = size;
    return Optional.of(terminal(held, size));
  }

  /** Appends the next chunk of a block, on the app's behalf. */
  OutputEvent event(Held held, BlockId block, Block says) {
    return event(block, says, app, null);
  }

  /**
   * Appends what a user thinks of a block.
   *
   * @return empty if there is no such block, or it was not heard of for long
   */
  Optional<OutputEvent> feedback(Held held, BlockId block, Feedback feedback) {
    return chunks.next(block.value()) == 0
        ? Optional.empty()
        : Optional.of(event(block, feedback, app, null));
  }

  /** Closes the text block; a console program's next output begins a new one. */
  void endText(Held held) {
    openText = BlockId.random();
  }

  /**
   * Appends the event of an answer: the next chunk of its question.
   *
   * @param value as everybody may know it
   * @param files what it names
   */
  OutputEvent answer(Held held, OpenQuestion question, Object value, List<FileRef> files) {
    return event(
        question.id(),
        new Answer(question.block().blockType(), value, files),
        question.app(),
        question.parent());
  }

  private OutputEvent event(BlockId block, Block says, AppCall by, BlockId parent) {
    return new OutputEvent(block, says, clock.instant(), chunks.next(block.value()), by, parent);
  }

  private final class Defaults implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      return BlockId.random();
    }

    @Override
    public int nextChunk(BlockId block) {
      return chunks.next(block.value());
    }

    @Override
    public Instant timestamp() {
      return clock.instant();
    }

    @Override
    public AppCall app() {
      return app;
    }
  }

  // ---- Refused output

  /**
   * Records a line after the exit event in the diagnostics, unless the app has exceeded its quota.
   */
  void refuse(byte[] bytes, int offset, int length) {
    if (!isInTrouble()) {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      diagnose(Diagnostic.Source.STDOUT, "After the exit event: " + text);
    }
  }

  /** Of what is wrong in each of many events the author is told once. */
  private void complain(String complaint) {
    if (complaints.contains(complaint)) {
      return;
    }
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
    diagnose(Diagnostic.Source.SERVER, "In an event: " + complaint);
  }

  void diagnose(Diagnostic.Source source, String text) {
    diagnostics.add(clock.instant(), source, text);
  }

  boolean isInTrouble() {
    return trouble.get() != null;
  }

  /** Why no more output of the app is accepted; empty if it is accepted. Needs no lock. */
  Optional<ServerEnd> trouble() {
    return Optional.ofNullable(trouble.get());
  }

  // ---- The log

  /** What takes the place of the exit event for those who did not write the app. */
  LastFrame lastForOthers(Held held, Exit exit) {
    last = event(held, exit);
    OutputEvent others =
        new OutputEvent(
            last.blockId(),
            ExitForOthers.of(exit),
            last.timestamp(),
            last.chunkId(),
            last.app(),
            null);
    return new LastFrame(log.lastId() + 1, others.json());
  }

  /** The end of the log: the exit event. */
  void close(Held held, Exit exit) {
    append(held, last == null ? event(held, exit) : last);
    log.close();
  }

  /** The store has failed for longer than its patience. */
  void storageFailed(IOException e) {
    ServerEnd end =
        new ServerEnd(
            EndReason.STORAGE_FAILED,
            "The server could not store the app's output (%s).".formatted(diskProblem(e)));
    if (trouble.compareAndSet(null, end)) {
      LOG.log(Level.SEVERE, "The log of a session of " + app.name() + " cannot be written", e);
    }
  }

  /** Asks that what is stored shall soon survive the end of the machine, too. */
  void sync() {
    log.sync();
  }

  /** The problem, without the path at the beginning of some exception messages. */
  private static String diskProblem(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.lastIndexOf('/') + 1);
  }

  /** Allows the log to be deleted when the last viewer has left. */
  void discard(Held held) {
    unwanted = true;
  }

  boolean isUnwanted(Held held) {
    return unwanted;
  }

  /** Deletes the log's file. May wait for the disk. */
  void delete() {
    try {
      log.delete();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The log of a session of " + app.name() + " stays on disk", e);
    }
  }
}
