package dev.yera.app.local;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of a run by {@link AppRunner}. Its {@code toString()} is the output of a terminal. */
public final class Transcript {
  private final List<OutputEvent> events;
  private final OutputEvent waiting;
  private final Throwable error;

  Transcript(List<OutputEvent> events, OutputEvent waiting, Throwable error) {
    this.events = events;
    this.waiting = waiting;
    this.error = error;
  }

  /** Every event, in order. */
  public List<OutputEvent> events() {
    return events;
  }

  /** The blocks of this type, in order: {@code blocks(Table.class)}. */
  public <B extends Block> List<B> blocks(Class<B> type) {
    List<B> blocks = new ArrayList<>();
    for (OutputEvent event : events) {
      if (type.isInstance(event.block())) {
        blocks.add(type.cast(event.block()));
      }
    }
    return blocks;
  }

  /** Each markdown text, its pieces joined. */
  public List<String> markdown() {
    Map<BlockId, String> texts = new LinkedHashMap<>();
    for (OutputEvent event : events) {
      if (event.block() instanceof Markdown piece) {
        texts.merge(event.blockId(), piece.content(), String::concat);
      }
    }
    return List.copyOf(texts.values());
  }

  /** Each verbatim text, its pieces joined. */
  public List<String> text() {
    Map<BlockId, String> texts = new LinkedHashMap<>();
    for (OutputEvent event : events) {
      if (event.block() instanceof Text piece) {
        texts.merge(event.blockId(), piece.content(), String::concat);
      }
    }
    return List.copyOf(texts.values());
  }

  /** The open question or form; empty if the app has ended. */
  public Optional<Block> question() {
    return Optional.ofNullable(waiting).map(OutputEvent::block);
  }

  /**
   * The exit of the app; for an assertion that it went well {@link #completed} says more.
   *
   * @throws IllegalStateException if it waits for an answer
   */
  public Exit exit() {
    if (waiting != null) {
      throw new IllegalStateException(hasNotEnded());
    }
    return (Exit) events.get(events.size() - 1).block();
  }

  private String hasNotEnded() {
    return "the app has not ended: it waits for an answer to \"" + Label.of(waiting.block()) + "\"";
  }

  /**
   * Asserts that the app came to its end and returned.
   *
   * @return this
   * @throws AssertionError if it waits for an answer, threw, or left with another status than 0;
   *     its cause is what the app threw
   */
  public Transcript completed() {
    if (waiting != null) {
      throw new AssertionError(hasNotEnded());
    }
    int code = exit().exitCode();
    if (code != 0) {
      throw new AssertionError(
          "the app ended with status %d: %s".formatted(code, exit().reason()), error);
    }
    return this;
  }

  /** The app's uncaught exception. */
  public Optional<Throwable> error() {
    return Optional.ofNullable(error);
  }

  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    Page page = new Page(shown, false);
    events.forEach(page::show);
    page.end();
    return shown.toString();
  }
}
