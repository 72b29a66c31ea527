package dev.yera.app;

import dev.yera.event.AppCall;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where on the page a thread is: in which call of which app, in which layout block, in which form.
 * A new thread begins where the thread that made it was; a thread of a pool that is older than the
 * app is at the top of the only app that runs.
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

  /** Where a run begins. */
  static Place top(Run run, AppCall app) {
    return new Place(run, app, null, null);
  }

  /** Where this thread is; {@code word} is what the app said, for the message. */
  static Place here(String word) {
    Place here = HERE.get();
    if (here == null || here.run().isOver()) {
      // Threads of a pool outlive the run that made them.
      here = onlyTop();
    }
    if (here == null) {
      throw new OutsideAppException(
          Misuse.message(
              word,
              "no app is running on this thread",
              "Call it from a method with @App that a server, AppRunner or Console runs"));
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

  /** The layout block around, or null. */
  BlockId parent() {
    return parent;
  }

  /** The form around, or null. */
  Form form() {
    return form;
  }

  /** A block of its own at this place. */
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

  /** Does the work with this thread being here, and then where it was before. */
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
   * This thread begins the run; threads that nobody placed are here, too.
   *
   * @return where it was before, for {@link #leave}
   */
  Place enter() {
    Place before = HERE.get();
    TOPS.add(this);
    HERE.set(this);
    return before;
  }

  /** The run is over. */
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
