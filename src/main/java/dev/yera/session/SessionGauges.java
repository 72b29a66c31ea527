package dev.yera.session;

import dev.yera.executor.WorkerPool;
import dev.yera.model.TokenBook;
import dev.yera.session.limit.Slots;
import dev.yera.store.StoreException;
import dev.yera.store.StoreUse;
import dev.yera.terminal.PseudoTerminal;
import java.util.Map;
import java.util.Optional;

/**
 * What operators read of the sessions of one server: for metrics, probes, the admin page and the
 * support file. Changes nothing. Thread-safe.
 */
public final class SessionGauges {
  private final LocalSessions here;
  private final Slots slots;
  private final SessionEngine engine;
  private final SessionContext context;

  SessionGauges(LocalSessions here, Slots slots, SessionEngine engine) {
    this.here = here;
    this.slots = slots;
    this.engine = engine;
    this.context = engine.context();
  }

  /** How the sessions of this server stand now. Looks at each of them, and at no file of theirs. */
  public Standing standing() {
    return Standing.of(here.all(), context.meter());
  }

  /** What sessions have added up to; {@link #standing} brings the sums of events up to date. */
  public Measures measures() {
    return context.measures();
  }

  /** How many sessions of this server have a process, or may get one. */
  public int running() {
    return slots.taken();
  }

  /** The Java workers that are ready, or reserved for sessions without viewers yet. */
  public WorkerPool.State workers() {
    return context.workers().state();
  }

  /** How many JVMs wait for their turn to start, those of the pool included. */
  public int startsWaiting() {
    return context.starts().waiting();
  }

  /** The number of clock failures; each is logged. */
  public long clockFailures() {
    return engine.clockFailures();
  }

  /** What language models were used for, since the server's start. */
  public Map<TokenBook.Use, TokenBook.Count> tokens() {
    return engine.models().book().uses();
  }

  /** What keeps sessions from being stored, in words for operators; empty if nothing does. */
  public Optional<String> storeTrouble() {
    return context.store().trouble();
  }

  /**
   * How much the store keeps. Looks at each session of it.
   *
   * @throws StoreException if the store cannot be used
   */
  public StoreUse storeUse() {
    return context.store().use();
  }

  /** What apps are kept in, in words for operators. */
  public String sandbox() {
    return engine.sandbox().description();
  }

  /** Whether apps of the protocol terminal can start. */
  public boolean hasTerminals() {
    return PseudoTerminal.areAvailable();
  }
}
