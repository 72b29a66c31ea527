package dev.yera.app.local;

import dev.yera.app.AppStopped;
import dev.yera.app.AppUser;
import dev.yera.app.Ending;
import dev.yera.app.Run;
import dev.yera.app.call.AppMethod;
import dev.yera.event.block.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs an app in the terminal: {@code java -cp 'target/ROOT/WEB-INF/classes/dev/yera/work/worker/*'
 * dev.yera.app.local.Console Quiz.java}, with its arguments as {@code name=value}.
 */
public final class Console {
  private static final String USAGE =
      "Usage: Console <File.java, class or app id> [<parameter>=<value> …]";

  /** The status of a wrong command line. */
  private static final int MISUSED = 64;

  /** The status if an app cannot be run at all, as without a part of the class path. */
  private static final int FAILED = 1;

  /** The status if the input ended before the app, as after an interrupt. */
  private static final int INTERRUPTED = 130;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  private final boolean isTerminal;

  Console(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
    this.isTerminal = isTerminal;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Runs the app and ends with its exit code. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new Console(System.in, out, System.err, isTerminal()).run(List.of(args)));
  }

  /** Since Java 22 there is a console also without a terminal, which says what it is. */
  @SuppressWarnings("SystemConsoleNull") // asked further below
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  int run(List<String> args) throws IOException {
    AppMethod app;
    Map<String, ?> kwargs;
    try {
      app = AppSource.find(what(args));
      kwargs = app.bind(named(args.subList(1, args.size())));
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      return MISUSED;
    }
    ConsoleWire terminal =
        new ConsoleWire(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), out, isTerminal);
    CompletableFuture<Integer> status = terminal.exit().thenApply(Exit::exitCode);
    AppUser user = AppUser.UNKNOWN.with(Locale.getDefault()).at(ZoneId.systemDefault());
    Path folder = AppSource.folder(what(args));
    Run run = new Run(app.id(), terminal, Clock.systemUTC(), folder, user.wire());
    Thread thread = new Thread(() -> run(app, kwargs, run, status), "app");
    // Another thread may end the app while this one waits for a line.
    thread.setDaemon(true);
    thread.setContextClassLoader(app.loader());
    thread.start();
    return status.join();
  }

  private void run(
      AppMethod app, Map<String, ?> kwargs, Run run, CompletableFuture<Integer> status) {
    try {
      Ending ending = run.execute(() -> app.run(kwargs));
      if (ending.error() != null) {
        ending.error().printStackTrace(err);
      }
      run.finish(ending);
    } catch (AppStopped stopped) {
      err.println();
      err.println("Stopped: " + stopped.getMessage() + ".");
      status.complete(INTERRUPTED);
    } catch (RuntimeException | Error broken) {
      // Not of the app, whose own are its ending: nobody else would say so, or end this wait.
      broken.printStackTrace(err);
      status.complete(FAILED);
    }
  }

  private static String what(List<String> args) {
    if (args.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    return args.get(0);
  }

  private static Map<String, Object> named(List<String> args) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(arg + " is not <parameter>=<value>. " + USAGE);
      }
      named.put(parts[0], parts[1]);
    }
    return named;
  }
}
