package dev.yera.worker;

import dev.yera.app.Run;
import dev.yera.event.InputEvent;
import java.io.IOException;

/**
 * Reads the server's lines while the app runs; ends the JVM if the server asks for it or is gone.
 */
final class ServerListener implements Runnable {
  private static final long MOMENT_MILLIS = 500;

  private final Input input;
  private final Answers answers;
  private final Thread app;
  private final Run run;

  ServerListener(Input input, Answers answers, Thread app, Run run) {
    this.input = input;
    this.answers = answers;
    this.app = app;
    this.run = run;
  }

  @Override
  public void run() {
    String reason = "the server is gone";
    try {
      InputEvent event = Main.next(input);
      while (event instanceof InputEvent.Input || event instanceof InputEvent.Interrupt) {
        if (event instanceof InputEvent.Input answer) {
          answers.put(answer.blockId(), answer.value());
        } else {
          run.interrupt();
        }
        event = Main.next(input);
      }
      if (event instanceof InputEvent.Stop stop) {
        reason = stop.reason();
      }
    } catch (IOException broken) {
      reason = broken.getMessage();
    }
    stop(reason);
  }

  private void stop(String reason) {
    answers.stop(reason);
    app.interrupt();
    try {
      // The app's finally blocks get a moment.
      app.join(MOMENT_MILLIS);
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
    Departure.begin(Departure.STOPPED);
  }
}
