package dev.yera.app;

/** Runs an app inside another: its events carry its name, and its end does not end the session. */
final class NestedApp {
  private static final String WORD = "runApp";

  private NestedApp() {}

  static <X extends Exception> void run(AppRef app, Work<X> work) throws X {
    call(
        app,
        () -> {
          work.run();
          return null;
        });
  }

  static <T, X extends Exception> T call(AppRef app, Work.Giving<T, X> work) throws X {
    Place here = Place.here(WORD);
    return here.in(here.run().call(ReferredMethod.idOf(ReferredMethod.of(WORD, app)))).during(work);
  }
}
