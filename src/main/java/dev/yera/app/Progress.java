package dev.yera.app;

import dev.yera.event.block.Action;
import dev.yera.event.block.Block;
import dev.yera.event.block.ProgressBar;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Status;

/**
 * Progress of some work: an action, whose messages form a list, or a spinner, whose messages
 * replace each other. Several may be open at once and end in any order. Like a transaction, it has
 * failed if it is closed before {@link #complete()} was called. The end of the app ends open ones.
 */
public final class Progress implements AutoCloseable {
  private enum Kind {
    ACTION,
    SPINNER,
    BAR,
    CANCELLABLE
  }

  private final Run run;
  private final Kind kind;
  private final OpenBlock block;
  private String last;
  private Double part;
  private boolean cancelled;
  private boolean ended;

  private Progress(Place place, Kind kind, String message) {
    this.run = place.run();
    this.kind = kind;
    this.block = place.open(block(message, Status.ACTIVE));
    run.began(this);
  }

  static Progress action(Place place, String message) {
    return new Progress(place, Kind.ACTION, message);
  }

  static Progress spinner(Place place, String message) {
    return new Progress(place, Kind.SPINNER, message);
  }

  static Progress bar(Place place, String message) {
    return new Progress(place, Kind.BAR, message);
  }

  /** All but an action show one message: if it ends without a new one, the last one stays. */
  private Block block(String message, Status status) {
    last = message == null ? last : message;
    if (kind == Kind.BAR || kind == Kind.CANCELLABLE) {
      return new ProgressBar(part, last, status, kind == Kind.CANCELLABLE, cancelled);
    }
    return kind == Kind.SPINNER ? new Spinner(last, status) : new Action(message, status);
  }

  /** Runs the work; complete when it returns, failed when it throws. */
  <X extends Exception> void during(Work.Telling<X> work) throws X {
    try (this) {
      work.run(this);
      complete();
    }
  }

  /** Shows the current step. */
  public Progress say(String message) {
    synchronized (run) {
      if (ended) {
        throw Misuse.state(
            "say", "this action or spinner has ended", "Call say before complete, fail or close");
      }
      block.send(block(message, Status.ACTIVE));
    }
    return this;
  }

  /**
   * Shows how far it is, on a bar of {@link Yera#progress(String)}.
   *
   * @param value from 0 to 1
   * @param message the current step, or null for the one before
   */
  public Progress at(double value, String message) {
    if (kind != Kind.BAR && kind != Kind.CANCELLABLE) {
      throw Misuse.state("at", "this is no bar", "Start it with progress(…)");
    }
    if (!(value >= 0 && value <= 1)) {
      throw Misuse.argument("at", "the value is " + value, "Give one from 0 to 1");
    }
    synchronized (run) {
      part = value;
      return say(message);
    }
  }

  /** Shows how far it is; the message stays. */
  public Progress at(double value) {
    return at(value, null);
  }

  /** Starts a bar with a button that interrupts the app. */
  static Progress cancellable(Place place, String message) {
    return new Progress(place, Kind.CANCELLABLE, message);
  }

  /**
   * Runs the work.
   *
   * @return whether it was done; false if the user cancelled it
   */
  @SuppressWarnings("unchecked") // the work throws nothing else
  <X extends Exception> boolean unlessCancelled(Work.Telling<X> work) throws X {
    try {
      work.run(this);
      complete();
      return true;
    } catch (Exception error) {
      if (!run.isInterrupt(error)) {
        throw (X) error;
      }
      run.heardInterrupt();
      cancelled = true;
      fail();
      return false;
    } finally {
      close();
    }
  }

  /** Ends the work as complete. */
  public void complete() {
    end(null, Status.COMPLETE);
  }

  /** Ends the work as complete, with a last message. */
  public void complete(String message) {
    end(message, Status.COMPLETE);
  }

  /** Ends the work as failed. */
  public void fail() {
    end(null, Status.FAILED);
  }

  /** Ends the work as failed, with the reason. */
  public void fail(String message) {
    end(message, Status.FAILED);
  }

  /**
   * Ends the work as failed, unless {@link #complete()} was called or the app exits successfully.
   */
  @Override
  public void close() {
    end(run.leaving() != null && run.leaving().exitCode() == 0);
  }

  void end(boolean well) {
    end(null, well ? Status.COMPLETE : Status.FAILED);
  }

  /** Only the first end counts. */
  private void end(String message, Status status) {
    synchronized (run) {
      if (!ended) {
        ended = true;
        run.ended(this);
        block.send(block(message, status));
      }
    }
  }
}
