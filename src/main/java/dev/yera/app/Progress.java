package dev.yera.app;

import dev.yera.event.block.Action;
import dev.yera.event.block.Block;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Status;

/**
 * Work that the user watches: an action, whose messages are a list, or a spinner, whose messages
 * replace each other. Several may be open at once and end in any order. Like a transaction: closed
 * before {@link #complete()} was said, it has failed. One that is open when the app ends is ended
 * with it.
 */
public final class Progress implements AutoCloseable {
  private final Run run;
  private final boolean spinner;
  private final OpenBlock block;
  private String last;
  private boolean ended;

  private Progress(Place place, boolean spinner, String message) {
    this.run = place.run();
    this.spinner = spinner;
    this.block = place.open(block(message, Status.ACTIVE));
    run.began(this);
  }

  static Progress action(Place place, String message) {
    return new Progress(place, false, message);
  }

  static Progress spinner(Place place, String message) {
    return new Progress(place, true, message);
  }

  /** A spinner shows one message: when it ends without a new one, the last stays. */
  private Block block(String message, Status status) {
    last = message == null ? last : message;
    return spinner ? new Spinner(last, status) : new Action(message, status);
  }

  /** Does the work, and is complete when it is done, and failed when it throws. */
  <X extends Exception> void during(Work.Telling<X> work) throws X {
    try (this) {
      work.run(this);
      complete();
    }
  }

  /** What is done now. */
  public Progress say(String message) {
    synchronized (run) {
      if (ended) {
        throw Misuse.state(
            "say", "this action or spinner has ended", "Say it before complete, fail or close");
      }
      block.send(block(message, Status.ACTIVE));
    }
    return this;
  }

  /** It is done. */
  public void complete() {
    end(null, Status.COMPLETE);
  }

  /** It is done, and this is what came of it. */
  public void complete(String message) {
    end(message, Status.COMPLETE);
  }

  /** It has failed. */
  public void fail() {
    end(null, Status.FAILED);
  }

  /** It has failed, and this is why. */
  public void fail(String message) {
    end(message, Status.FAILED);
  }

  /** It has failed, unless {@link #complete()} was said, or the app leaves with all well. */
  @Override
  public void close() {
    end(run.leaving() != null && run.leaving().exitCode() == 0);
  }

  void end(boolean well) {
    end(null, well ? Status.COMPLETE : Status.FAILED);
  }

  /** The first end counts. */
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
