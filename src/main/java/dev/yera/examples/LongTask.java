package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Param;
import dev.yera.app.Progress;

/** Long work with two overlapping actions and a spinner. */
public final class LongTask {
  private LongTask() {}

  /** Fetches parts and checks them; an action that is not complete when it throws has failed. */
  @App(name = "Long task", description = "Works on two things at once, and fails if you like.")
  public static void run(
      @Param(description = "how long it works", defaultValue = "5") int seconds,
      @Param(description = "whether it fails at the end", defaultValue = "false") boolean fail)
      throws InterruptedException {
    markdown("# A long task");
    try (Progress spinner = spinner("Starting");
        Progress fetch = action("Fetch the parts");
        Progress check = action("Check the parts")) {
      for (int part = 1; part <= seconds; part++) {
        spinner.say(seconds - part + 1 + " s to go");
        Thread.sleep(1000);
        fetch.say("Part " + part + " is here");
        check.say("Part " + part + " is sound");
      }
      fetch.complete();
      if (fail) {
        throw new IllegalStateException("The parts do not fit together.");
      }
      check.complete("They all fit");
      spinner.complete("Done");
    }
    markdown("All parts are here, and they fit.");
  }
}
