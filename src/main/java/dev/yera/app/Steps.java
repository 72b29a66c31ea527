package dev.yera.app;

import dev.yera.event.block.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Forms that follow each other in one place of the page, with a way back: what was entered stays.
 * See {@link Yera#steps}.
 */
public final class Steps {
  /**
   * Names the steps and returns a supplier that reads their results.
   *
   * @param <T> the result of all
   */
  @FunctionalInterface
  public interface Filling<T> {
    /** Called once; the returned supplier is called once the last step is answered. */
    Supplier<T> fill(Steps steps);
  }

  private static final String WORD = "steps";

  private final List<Step<?>> all = new ArrayList<>();
  private boolean begun;

  private Steps() {}

  /** One form of several. */
  private static final class Step<T> implements Supplier<T> {
    final String title;
    final Form.Filling<T, RuntimeException> filling;
    private Form form;
    private Supplier<T> result;
    private boolean stale;
    private boolean answered;

    Step(String title, Form.Filling<T, RuntimeException> filling) {
      this.title = title;
      this.filling = filling;
    }

    /**
     * Asks it; anew if an earlier one has changed, of which it may make use.
     *
     * @return whether it was answered; false for "back"
     */
    boolean ask(Place place, boolean first) {
      answered = false;
      if (form == null || stale) {
        Form earlier = form;
        form = Form.open(place, Frame.PLAIN, earlier);
        result = form.fill(filling);
        stale = false;
      }
      answered = form.await(first);
      return answered;
    }

    @Override
    public T get() {
      if (!answered) {
        throw Misuse.state(
            "get",
            "the step \"" + title + "\" is not answered yet",
            "Read it in a later step, or in the supplier that the lambda of steps returns");
      }
      return result.get();
    }
  }

  /**
   * Adds a step. Its form is filled when the user gets there, and may read the steps before; it is
   * filled anew, with what was entered, if those are answered otherwise.
   *
   * @param title a word or two
   * @return its result, once it is answered
   */
  public <T> Supplier<T> step(String title, Form.Filling<T, RuntimeException> filling) {
    if (begun) {
      throw Misuse.state(WORD, "a step is added while they run", "Add all of them at first");
    }
    Step<T> step = new Step<>(title, filling);
    all.add(step);
    return step;
  }

  static <T> T ask(Filling<T> filling) {
    Place here = Place.here(WORD);
    here.run().refuseWhenLeaving();
    if (here.form() != null) {
      throw Misuse.state(WORD, "a form cannot contain steps", "Call it outside the form");
    }
    Steps steps = new Steps();
    Supplier<T> result = filling.fill(steps);
    if (steps.all.isEmpty() || result == null) {
      throw Misuse.state(
          WORD,
          result == null ? "its lambda returned null" : "there are none",
          "Add steps, and return a supplier that reads them");
    }
    steps.begun = true;
    steps.run(here);
    return result.get();
  }

  private void run(Place here) {
    List<String> titles = all.stream().map(step -> step.title).toList();
    OpenBlock block = here.open(new Container(false, titles, 0));
    int at = 0;
    while (at < all.size()) {
      Step<?> step = all.get(at);
      Object before = step.form == null ? null : step.form.given();
      boolean answered = step.ask(here.in(block), at == 0);
      if (answered && !step.form.given().equals(before)) {
        all.subList(at + 1, all.size()).forEach(later -> later.stale = true);
      }
      at += answered ? 1 : -1;
      block.send(new Container(false, titles, at < all.size() ? at : null));
    }
  }
}
