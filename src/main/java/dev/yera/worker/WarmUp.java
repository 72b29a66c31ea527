package dev.yera.worker;

import dev.yera.app.Run;
import dev.yera.app.Wire;
import dev.yera.app.Yera;
import dev.yera.event.InputEvent;
import dev.yera.event.OutputEvent;
import java.time.Clock;

/**
 * A rehearsal without an audience: loads what every app needs while a worker waits for its start,
 * so that nobody waits for it later.
 */
final class WarmUp implements Wire {
  private static final String START =
      "{\"type\":\"start\",\"session_id\":\"\",\"app_id\":\"dev.yera.worker.WarmUp.app\","
          + "\"args\":[],\"kwargs\":{\"text\":\"\"}}";

  private final EventBuffer buffer = new EventBuffer(1024);

  private WarmUp() {}

  static void rehearse() {
    if (InputEvent.read(START) instanceof InputEvent.Start start) {
      Run run = new Run(start.appId(), new WarmUp(), Clock.systemUTC());
      run.finish(run.execute(WarmUp.class.getClassLoader(), start.kwargs()));
    }
  }

  /** What most apps do. */
  static void app(String text) {
    Yera.markdown(text);
    Yera.textInput(text);
  }

  @Override
  public void send(OutputEvent event) {
    buffer.add(event);
  }

  @Override
  public Object answer(OutputEvent question) {
    return "";
  }
}
