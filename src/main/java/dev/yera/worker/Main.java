package dev.yera.worker;

import dev.yera.app.AppStopped;
import dev.yera.app.Ending;
import dev.yera.app.Run;
import dev.yera.app.call.AppMethod;
import dev.yera.event.InputEvent;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The main program of a Java worker. The server's pipes are not its standard input and output.
 * Output of the app, of native code and of child processes that inherit it goes to standard error;
 * their input is empty.
 */
public final class Main {
  /**
   * Shell commands that run before the shell becomes the JVM; its arguments are the JVM's command
   * line. Java closes these descriptors in a process that it starts. A process started by native
   * code inherits them, like every open file of a JVM, but nothing writes to a descriptor of this
   * number unless told to.
   */
  public static final String MOVE_PIPES = "exec 3>&1 4<&0 1>&2 </dev/null \"$@\"";

  private static final String OUT = "/proc/self/fd/3";
  private static final String IN = "/proc/self/fd/4";
  private static final byte[] READY = "{\"type\":\"ready\"}\n".getBytes(StandardCharsets.US_ASCII);

  private Main() {}

  /**
   * Reads an optional {@code prepare} and one {@code start}, runs that app, and ends the JVM.
   *
   * @param args ids of apps on the class path that are rehearsed, too
   */
  public static void main(String[] args) throws IOException {
    FileOutputStream out = new FileOutputStream(OUT);
    FileInputStream in = new FileInputStream(IN);
    Input input = new Input(in);
    out.write(READY);
    Output output = new Output(out);
    output.start();
    if (in.available() == 0) {
      WarmUp.rehearse(args); // no user waits yet
    }
    InputEvent event = next(input);
    ClassLoader loader = null;
    if (event instanceof InputEvent.Prepare coming) {
      loader = prepare(coming);
      event = next(input);
    }
    if (event instanceof InputEvent.Start start) {
      run(start, loader == null ? loader(start.classPath()) : loader, input, output);
    }
    // Otherwise the server does not need this worker any more.
  }

  /** Adds the app's jars to the class path; the JVM was started before its app was known. */
  private static ClassLoader loader(List<String> classPath) throws IOException {
    ClassLoader own = Main.class.getClassLoader();
    return classPath.isEmpty() ? own : new URLClassLoader(urls(classPath), own);
  }

  /** Opens the app's jars and loads its class while the session has no viewer yet. */
  static ClassLoader prepare(InputEvent.Prepare coming) throws IOException {
    ClassLoader loader = loader(coming.classPath());
    AppMethod.load(coming.appId(), loader);
    return loader;
  }

  static URL[] urls(List<String> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(classPath.get(i)).toUri().toURL();
    }
    return urls;
  }

  private static Path folder(String path) {
    return path == null ? null : Path.of(path);
  }

  private static void run(InputEvent.Start start, ClassLoader loader, Input input, Output output) {
    Answers answers = new Answers();
    Run run =
        new Run(
            start.appId(),
            new Pipe(output, answers),
            Clock.systemUTC(),
            folder(start.appFolder()),
            start.user());
    Thread app = Thread.currentThread();
    new Thread(null, new ServerListener(input, answers, app, run), "input").start();
    app.setContextClassLoader(loader);
    try {
      Ending ending = run.execute(() -> AppMethod.run(start.appId(), loader, start.kwargs()));
      if (!answers.stopped()) {
        if (ending.error() != null) {
          ending.error().printStackTrace();
        }
        run.finish(ending);
      }
    } catch (AppStopped stopped) {
      // The listener ends the JVM.
    }
  }

  /** The next valid line, or null at the end. */
  static InputEvent next(Input input) throws IOException {
    while (true) {
      String line = input.next();
      try {
        return line == null ? null : InputEvent.read(line);
      } catch (RuntimeException malformed) {
        System.err.println("ignored a line from the server: " + malformed.getMessage());
      }
    }
  }
}
