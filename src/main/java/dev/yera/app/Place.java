package dev.yera.app;

import dev.yera.event.AppCall;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A thread's position on the page: the call of an app, the layout block and the form around it. A
 * new thread inherits the position of the thread that created it; a thread of a pool older than the
 * app is at the top of the only running app.
 */
final class Place {
  private static final ThreadLocal<Place> HERE = new InheritableThreadLocal<>();
  private static final List<Place> TOPS = new CopyOnWriteArrayList<>();

  private final Run run;
  private final AppCall app;
  private final BlockId parent;
  private final Form form;

  private Place(Run run, AppCall app, BlockId parent, Form form) {
    this.run = run;
    this.app = app;
    this.parent = parent;
    this.form = form;
  }

  /** The position at the start of a run. */
  static Place top(Run run, AppCall app) {
    return new Place(run, app, null, null);
  }

  /** The position of this thread; {@code word} is the called method, for the message. */
  static Place here(String word) {
    Place here = HERE.get();
    if (here == null || here.run().isOver()) {
      // Threads of a pool outlive the run that created them.
      here = onlyTop();
    }
    if (here == null) {
      throw new OutsideAppException(
          Misuse.message(
              word,
              "no app is running on this thread",
              "Call it from a method with @App, run by a server, AppRunner or Console"));
    }
    return here;
  }

  private static Place onlyTop() {
    Place only = null;
    for (Place top : TOPS) {
      if (only != null) {
        return null;
      }
      only = top;
    }
    return only;
  }

  Run run() {
    return run;
  }

  AppCall app() {
    return app;
  }

  /** The surrounding layout block, or null. */
  BlockId parent() {
    return parent;
  }

  /** The surrounding form, or null. */
  Form form() {
    return form;
  }

  /** Opens a new block at this position. */
  OpenBlock open(Block first) {
    OpenBlock block = new OpenBlock(this, run.nextBlockId());
    block.send(first);
    return block;
  }

  Place in(OpenBlock layout) {
    return new Place(run, app, layout.id(), form);
  }

  Place in(OpenBlock formBlock, Form newForm) {
    return new Place(run, app, formBlock.id(), newForm);
  }

  Place in(AppCall call) {
    return new Place(run, call, parent, form);
  }

  /** Runs the work with this thread at this position, then restores the previous one. */
  <T, X extends Exception> T during(Work.Giving<T, X> work) throws X {
    Place before = HERE.get();
    HERE.set(this);
    try {
      return work.call();
    } finally {
      back(before);
    }
  }

  /**
   * Starts the run on this thread; also the position of threads without one of their own.
   *
   * @return the previous position, for {@link #leave}
   */
  Place enter() {
    Place before = HERE.get();
    TOPS.add(this);
    HERE.set(this);
    return before;
  }

  /** Ends the run. */
  void leave(Place before) {
    TOPS.remove(this);
    back(before);
  }

  private static void back(Place before) {
    if (before == null) {
      HERE.remove();
    } else {
      HERE.set(before);
    }
  }
}
