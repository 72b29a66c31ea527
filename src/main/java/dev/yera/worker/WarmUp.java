package dev.yera.worker;

import dev.yera.app.Run;
import dev.yera.app.Wire;
import dev.yera.app.Yera;
import dev.yera.app.call.AppMethod;
import dev.yera.event.InputEvent;
import dev.yera.event.OutputEvent;
import dev.yera.event.StartUser;
import dev.yera.event.block.Exit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Runs a sample app while a worker waits for its start, to load the classes that every app needs.
 * The class-data archive holds these classes.
 */
final class WarmUp implements Wire {
  private static final String APP = "dev.yera.worker.WarmUp.app";

  private final Answers answers = new Answers();
  private final Pipe pipe = new Pipe(new Output(OutputStream.nullOutputStream()), answers);

  private WarmUp() {}

  /**
   * Runs the sample app.
   *
   * @param more ids of other apps on the class path, without parameters
   */
  static void rehearse(String... more) throws IOException {
    load(ownClassPath());
    rehearse(APP, Map.of("text", ""));
    for (String each : more) {
      rehearse(each, Map.of());
    }
  }

  private static void rehearse(String app, Map<String, ?> kwargs) throws IOException {
    List<String> own = ownClassPath();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    write(new InputEvent.Prepare(app, own), lines);
    write(new InputEvent.Start("", app, List.of(), kwargs, own, null, StartUser.UNKNOWN), lines);
    Input input = new Input(new ByteArrayInputStream(lines.toByteArray()));
    if (Main.next(input) instanceof InputEvent.Prepare coming
        && Main.next(input) instanceof InputEvent.Start start) {
      Run run = new Run(start.appId(), new WarmUp(), Clock.systemUTC(), null, start.user());
      ClassLoader loader = Main.prepare(coming);
      run.finish(run.execute(() -> AppMethod.run(start.appId(), loader, start.kwargs())));
    }
  }

  private static void write(InputEvent event, ByteArrayOutputStream lines) {
    lines.writeBytes(event.json());
    lines.write('\n');
  }

  private static List<String> ownClassPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  /**
   * Loads classes that the sample app does not reach: the listener for the server, and a class from
   * an app's jar. One of our classes serves for the latter, loaded by a loader that lacks it.
   */
  private static void load(List<String> classPath) throws IOException {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader loader = new URLClassLoader(Main.urls(classPath), platform)) {
      Class.forName(ServerListener.class.getName());
      Class.forName(Departure.class.getName(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a worker's own classes are on its class path", e);
    }
  }

  /** Uses the blocks that most apps use; repeats answers, until one is empty. */
  static void app(String text) {
    String said = text;
    do {
      Yera.markdown(said);
      said = Yera.textInput(text);
    } while (!said.isEmpty());
  }

  @Override
  public void send(OutputEvent event) {
    if (!(event.block() instanceof Exit)) { // which would end this JVM
      pipe.send(event);
    }
  }

  @Override
  public Object answer(OutputEvent question) throws InterruptedException {
    answers.put(question.blockId().value(), "");
    return pipe.answer(question);
  }
}
