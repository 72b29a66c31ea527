package dev.yera.session;

import dev.yera.event.EventLine;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.executor.AppExecutor;
import dev.yera.protocol.Turn;
import dev.yera.terminal.EchoMode;
import dev.yera.terminal.PseudoTerminal;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What an app says and is told. Invariants: what is appended to the log is what the questions and
 * the clocks were told of; of what is shown and what is written to the app the order is the same,
 * because lines are queued with the lock held; nothing is said after the app's exit, or by one that
 * said too much.
 */
final class Talk {
  private final Journal journal;
  private final Dialogue dialogue;
  private final Life life;
  private final SessionTrace trace;
  private final LongSupplier nanoTime;

  Talk(Journal journal, Dialogue dialogue, Life life, SessionTrace trace, LongSupplier nanoTime) {
    this.journal = journal;
    this.dialogue = dialogue;
    this.life = life;
    this.trace = trace;
    this.nanoTime = nanoTime;
  }

  /** Whether what the app says is taken. */
  boolean isAudible(Held held) {
    return life.isAudible(held) && !journal.isInTrouble();
  }

  /** Appends an event, which may be a question. */
  void append(Held held, OutputEvent event) {
    dialogue.see(held, event);
    journal.append(held, event);
    life.clocks(held).output(nanoTime.getAsLong());
  }

  /**
   * Takes an event of the app that is to be checked and completed.
   *
   * @return the executor of an app that wrote its exit, whose input can be closed
   */
  Optional<AppExecutor> event(Held held, EventLine.Partial line) {
    Optional<OutputEvent> event = journal.complete(held, line);
    if (event.isPresent() && event.get().block() instanceof Exit own) {
      dialogue.close(held);
      trace.ends(held);
      return Optional.of(life.leave(held, own, nanoTime.getAsLong()).executor());
    }
    if (event.isPresent()) {
      append(held, event.get());
    }
    return Optional.empty();
  }

  /** Shows what is to be shown, and queues what is to be written to the app. */
  void turn(Held held, Phase.Run run, Turn turn) {
    if (turn.endsText()) {
      journal.endText(held);
    }
    if (isAudible(held)) {
      for (Block block : turn.said()) {
        append(held, journal.event(held, turn.saidIn().orElseGet(BlockId::random), block));
      }
    }
    if (turn.toApp().length > 0) {
      run.executor().write(turn.toApp());
    }
    if (turn.endsInput()) {
      run.executor().closeInput();
    }
  }

  // ---- The echo of a terminal

  /** Asks the open question anew if what is typed is to be seen by others than before. */
  void look(Held held, Phase.Run run) {
    run.executor()
        .terminal()
        .flatMap(PseudoTerminal::echo)
        .ifPresent(echo -> echoes(held, run, echo));
  }

  /** Before an answer: a password that comes before its prompt is one as well. */
  void lookClosely(Held held, Phase.Run run) {
    run.executor()
        .terminal()
        .map(terminal -> terminal.echo().orElse(EchoMode.OFF)) // of a program that is just gone
        .ifPresent(echo -> echoes(held, run, echo));
  }

  private void echoes(Held held, Phase.Run run, EchoMode echo) {
    run.protocol()
        .echoes(echo)
        .ifPresent(
            question -> {
              for (BlockId open : dialogue.awaiting(held)) {
                append(held, journal.event(held, open, question));
              }
            });
  }
}
