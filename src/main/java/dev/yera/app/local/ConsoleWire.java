package dev.yera.app.local;

import dev.yera.app.AppStopped;
import dev.yera.app.LineLimit;
import dev.yera.app.Wire;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.Exit;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.TextInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The wire of a terminal with a person. */
final class ConsoleWire implements Wire {
  /** Typed into a field of a step. */
  private static final String BACK = "/back";

  private static final Object WENT_BACK = new Object();
  private static final String ENDED = "the input has ended";

  private final BufferedReader in;
  private final PrintStream out;
  private final boolean isTerminal;
  private final StringBuilder shown = new StringBuilder();
  private final Page page;
  private final FormFields fields = new FormFields();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();

  /**
   * Of a person who reads and types there.
   *
   * @param isTerminal whether the output is a terminal, and not a file or a pipe
   */
  ConsoleWire(BufferedReader in, PrintStream out, boolean isTerminal) {
    this.in = in;
    this.out = out;
    this.isTerminal = isTerminal;
    this.page = new Page(shown, isTerminal);
  }

  /** The app's exit; not completed if it was stopped. */
  CompletableFuture<Exit> exit() {
    return exit;
  }

  @Override
  public synchronized void send(OutputEvent event) {
    LineLimit.render(event);
    fields.saw(event);
    page.show(event);
    print();
    if (event.block() instanceof Exit ended) {
      exit.complete(ended);
    }
  }

  /** Asks one question at a time; output of other threads in between is shown. */
  @Override
  public Object answer(OutputEvent question) {
    synchronized (in) {
      if (!(question.block() instanceof FormBlock form)) {
        return typed(question.block(), "> ", false);
      }
      boolean mayGoBack = !form.required();
      if (mayGoBack) {
        tell("(" + BACK + " goes to the step before)\n");
      }
      Map<String, Object> answers = new LinkedHashMap<>();
      for (OutputEvent field : fields.of(question)) {
        Object answer = typed(field.block(), Label.of(field.block()) + " > ", mayGoBack);
        if (answer == WENT_BACK) {
          return null;
        }
        answers.put(field.blockId().value(), answer);
      }
      return answers;
    }
  }

  private Object typed(Block question, String prompt, boolean mayGoBack) {
    while (true) {
      tell(prompt);
      String line = isSecret(question) ? secretLine() : line();
      if (mayGoBack && line.strip().equals(BACK)) {
        return WENT_BACK;
      }
      try {
        return AnswerValue.of(question, Typed.meant(question, line));
      } catch (IllegalArgumentException unfit) {
        tell(unfit.getMessage() + "\n");
      }
    }
  }

  private static boolean isSecret(Block question) {
    return question instanceof TextInput text && text.rules().secret();
  }

  /** A line that the terminal does not show; what was typed before it was asked for, it did. */
  private String secretLine() {
    java.io.Console console = isTerminal ? System.console() : null;
    try {
      if (console == null || in.ready()) {
        return line();
      }
    } catch (IOException broken) {
      throw new AppStopped(broken.getMessage());
    }
    char[] typed = console.readPassword();
    if (typed == null) {
      throw new AppStopped(ENDED);
    }
    return new String(typed);
  }

  private String line() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new AppStopped(ENDED);
      }
      return line;
    } catch (IOException broken) {
      throw new AppStopped(broken.getMessage());
    }
  }

  private synchronized void tell(String text) {
    page.interrupted();
    shown.append(text);
    print();
  }

  private void print() {
    out.print(shown);
    out.flush();
    shown.setLength(0);
  }
}
