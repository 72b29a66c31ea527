package dev.yera.app;

/** An app that runs inside another: its events name it, its end is not the session's. */
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
