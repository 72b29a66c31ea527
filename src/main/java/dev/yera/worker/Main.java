package dev.yera.worker;

import dev.yera.app.AppStopped;
import dev.yera.app.Ending;
import dev.yera.app.Run;
import dev.yera.event.InputEvent;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The main program of a Java child. Standard input and output belong to the server; what the app
 * prints goes to standard error, and what it reads is at its end.
 */
public final class Main {
  private static final byte[] READY = "{\"type\":\"ready\"}\n".getBytes(StandardCharsets.US_ASCII);

  private Main() {}

  /** Takes one {@code start}, runs that app, and ends the JVM. */
  public static void main(String[] args) throws IOException {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    Input input = new Input(in);
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    out.write(READY);
    Output output = new Output(out);
    output.start();
    if (in.available() == 0) {
      WarmUp.rehearse(); // nobody waits yet
    }
    if (next(input) instanceof InputEvent.Start start) {
      run(start, input, output);
    }
    // Otherwise the server does not want this worker any more.
  }

  /** The JVM was started before anyone knew for which app: its jars come on top. */
  static ClassLoader loader(InputEvent.Start start) throws IOException {
    ClassLoader own = Main.class.getClassLoader();
    return start.classPath().isEmpty() ? own : new URLClassLoader(urls(start.classPath()), own);
  }

  static URL[] urls(List<String> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(classPath.get(i)).toUri().toURL();
    }
    return urls;
  }

  private static void run(InputEvent.Start start, Input input, Output output) throws IOException {
    Answers answers = new Answers();
    new Thread(null, new Listener(input, answers, Thread.currentThread()), "input").start();
    Run run = new Run(start.appId(), new Pipe(output, answers), Clock.systemUTC());
    ClassLoader loader = loader(start);
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Ending ending = run.execute(loader, start.kwargs());
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

  /** The next line that is one, or null at the end. */
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
