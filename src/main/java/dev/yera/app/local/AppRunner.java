package dev.yera.app.local;

import dev.yera.app.AppRef;
import dev.yera.app.AppStopped;
import dev.yera.app.Ending;
import dev.yera.app.ReferredMethod;
import dev.yera.app.Run;
import dev.yera.app.call.AppMethod;
import dev.yera.event.OutputEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an app in a test, without a server: on the calling thread, with answers written beforehand.
 *
 * <pre>{@code
 * Transcript said = AppRunner.of(Echo::echo).answer("hello").answer("/quit").run();
 *
 * assertThat(said.markdown()).containsExactly("hello");
 * }</pre>
 *
 * An app that asks more than the script answers is stopped there; {@link Transcript#question()} is
 * what it waits for.
 */
public final class AppRunner {
  private final AppMethod app;
  private final Map<String, Object> arguments = new LinkedHashMap<>();
  private final List<Script.Line> lines = new ArrayList<>();
  private Clock clock = Clock.systemUTC();

  private AppRunner(AppRef app) {
    this.app = AppMethod.of(ReferredMethod.of("AppRunner.of", app));
  }

  /** Will run this app: {@code AppRunner.of(Echo::echo)}. */
  public static AppRunner of(AppRef.Run0<Exception> app) {
    return new AppRunner(app);
  }

  /** Will run this app; give it its argument by {@link #with}. */
  public static <A> AppRunner of(AppRef.Run1<A, Exception> app) {
    return new AppRunner(app);
  }

  /** Will run this app; give it its arguments by {@link #with}. */
  public static <A, B> AppRunner of(AppRef.Run2<A, B, Exception> app) {
    return new AppRunner(app);
  }

  /** Will run this app; give it its arguments by {@link #with}. */
  public static <A, B, C> AppRunner of(AppRef.Run3<A, B, C, Exception> app) {
    return new AppRunner(app);
  }

  /** With this argument: a value of the parameter's type, or a text that means one. */
  public AppRunner with(String parameter, Object value) {
    arguments.put(parameter, value);
    return this;
  }

  /**
   * Answers the next question: with a text, a number, a date, an option; a form with a map of
   * labels to such values.
   */
  public AppRunner answer(Object value) {
    lines.add(new Script.Line(null, value));
    return this;
  }

  /** Answers the next question, which has to have this label. */
  public AppRunner answer(String label, Object value) {
    lines.add(new Script.Line(label, value));
    return this;
  }

  /** With this time on its events. */
  public AppRunner at(Clock time) {
    clock = time;
    return this;
  }

  /**
   * Runs it to its end, or to a question without an answer.
   *
   * @throws AssertionError if the script does not fit what the app asks, or has more answers
   */
  public Transcript run() {
    Map<String, ?> kwargs = app.bind(arguments);
    Script script = new Script(lines);
    Run run = new Run(app.id(), script, clock);
    Throwable error = null;
    try {
      Ending ending = run.execute(() -> app.run(kwargs));
      error = ending.error();
      if (error instanceof AssertionError scriptOrApp) {
        throw scriptOrApp;
      }
      run.finish(ending);
    } catch (AppStopped stopped) {
      // It waits; the transcript has the question.
    }
    List<OutputEvent> events = script.events();
    if (script.left() > 0) {
      throw new AssertionError(
          "the app ended, and nobody asked for the last " + script.left() + " answers");
    }
    return new Transcript(events, script.waiting(), error);
  }
}
