package dev.yera.app;

import dev.yera.event.block.Block;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.Tabs;
import java.util.List;

/** Runs parts of an app inside layout blocks. */
final class Layouts {
  private Layouts() {}

  static <X extends Exception> void inside(String word, Block layout, Work<X> work) throws X {
    inside(
        word,
        layout,
        () -> {
          work.run();
          return null;
        });
  }

  static <T, X extends Exception> T inside(String word, Block layout, Work.Giving<T, X> work)
      throws X {
    Place here = Place.here(word);
    return here.in(here.open(layout)).during(work);
  }

  /** Runs each part in a container of its own, in the tab of that name. */
  static <X extends Exception> void tabs(List<Tab<X>> parts) throws X {
    String word = "tabs";
    if (parts.isEmpty()) {
      throw Misuse.argument(word, "there are none", "Give tab(label, lambda) for each");
    }
    Work<X> all =
        () -> {
          for (Tab<X> part : parts) {
            inside(word, new Container(false), part.inside());
          }
        };
    inside(word, new Tabs(parts.stream().map(Tab::label).toList()), all);
  }

  /** Runs each part in a container of its own, so all its blocks stay in one column. */
  static <X extends Exception> void columns(List<Work<X>> parts) throws X {
    String word = "columns";
    if (parts.isEmpty()) {
      throw Misuse.argument(word, "there are no parts", "Give a lambda for each column");
    }
    Work<X> all =
        () -> {
          for (Work<X> part : parts) {
            inside(word, new Container(false), part);
          }
        };
    inside(word, new Columns(parts.size(), false), all);
  }
}
