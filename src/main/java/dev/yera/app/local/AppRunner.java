package dev.yera.app.local;

import dev.yera.app.AppRef;
import dev.yera.app.AppStopped;
import dev.yera.app.AppUser;
import dev.yera.app.Ending;
import dev.yera.app.ReferredMethod;
import dev.yera.app.Run;
import dev.yera.app.call.AppMethod;
import dev.yera.event.OutputEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an app in a test, without a server: on the calling thread, with scripted answers.
 *
 * <pre>{@code
 * Transcript said = AppRunner.of(Echo::echo).answer("hello").answer("/quit").run();
 *
 * assertThat(said.markdown()).containsExactly("hello");
 * }</pre>
 *
 * An app that asks more than the script answers is stopped; {@link Transcript#question()} is the
 * open question.
 */
public final class AppRunner {
  private final AppMethod app;
  private final Map<String, Object> arguments = new LinkedHashMap<>();
  private final List<Script.Line> lines = new ArrayList<>();
  private Clock clock = Clock.systemUTC();
  private AppUser user = AppUser.UNKNOWN;

  private AppRunner(AppRef app) {
    this.app = AppMethod.of(ReferredMethod.of("AppRunner.of", app));
  }

  /** A runner of this app: {@code AppRunner.of(Echo::echo)}. */
  public static AppRunner of(AppRef.Run0<Exception> app) {
    return new AppRunner(app);
  }

  /** A runner of this app; set its argument by {@link #with}. */
  public static <A> AppRunner of(AppRef.Run1<A, Exception> app) {
    return new AppRunner(app);
  }

  /** A runner of this app; set its arguments by {@link #with}. */
  public static <A, B> AppRunner of(AppRef.Run2<A, B, Exception> app) {
    return new AppRunner(app);
  }

  /** A runner of this app; set its arguments by {@link #with}. */
  public static <A, B, C> AppRunner of(AppRef.Run3<A, B, C, Exception> app) {
    return new AppRunner(app);
  }

  /** Sets an argument: a value of the parameter's type, or its text form. */
  public AppRunner with(String parameter, Object value) {
    arguments.put(parameter, value);
    return this;
  }

  /**
   * Answers the next question with a text, a number, a date or an option; one for files with a
   * {@code Path} or a list of them; {@code chatInput} with a text, or a map with {@code text} and
   * {@code files}; a form with a map of labels to such values.
   */
  public AppRunner answer(Object value) {
    lines.add(new Script.Line(null, value));
    return this;
  }

  /** Answers the next question, which must have this label. */
  public AppRunner answer(String label, Object value) {
    lines.add(new Script.Line(label, value));
    return this;
  }

  /** Goes back to the step before, in {@code steps(…)}. */
  public AppRunner back() {
    lines.add(new Script.Line(null, null));
    return this;
  }

  /**
   * Interrupts what the app does after the answer before, or as it begins, as a user does by
   * "Cancel".
   */
  public AppRunner interrupt() {
    lines.add(Script.Line.interrupt());
    return this;
  }

  /** Sets the time of the events. */
  public AppRunner at(Clock time) {
    clock = time;
    return this;
  }

  /** Sets whom the app runs for; otherwise nothing is known of them. */
  public AppRunner user(AppUser who) {
    user = who;
    return this;
  }

  /**
   * Runs the app to its end, or to a question without an answer.
   *
   * @throws AssertionError if the script does not fit the questions, or has more answers; its cause
   *     is what the app threw
   */
  public Transcript run() {
    Map<String, ?> kwargs = app.bind(arguments);
    Script script = new Script(lines);
    Run run = new Run(app.id(), script, clock, Path.of("").toAbsolutePath(), user.wire());
    Throwable error = null;
    script.begin(run::interrupt);
    try {
      Ending ending = run.execute(() -> app.run(kwargs));
      error = ending.error();
      if (error instanceof AssertionError scriptOrApp) {
        throw scriptOrApp;
      }
      run.finish(ending);
    } catch (AppStopped stopped) {
      // It waits for an answer; the transcript has the question.
    } finally {
      if (lines.stream().anyMatch(Script.Line::interrupts)) {
        Thread.interrupted(); // the app may not have heard of it, and the test goes on
      }
    }
    List<OutputEvent> events = script.events();
    if (script.left() > 0) {
      throw new AssertionError(
          "the app ended without asking for the last " + script.left() + " answers", error);
    }
    return new Transcript(events, script.waiting(), error);
  }
}
