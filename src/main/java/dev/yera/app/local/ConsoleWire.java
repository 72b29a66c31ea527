package dev.yera.app.local;

import dev.yera.app.AppStopped;
import dev.yera.app.LineLimit;
import dev.yera.app.Wire;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.Exit;
import dev.yera.event.block.FormBlock;
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

  private final BufferedReader in;
  private final PrintStream out;
  private final StringBuilder shown = new StringBuilder();
  private final Page page;
  private final FormFields fields = new FormFields();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();

  /**
   * Of a person who reads and types there.
   *
   * @param hasStyles whether the output is a terminal, and not a file or a pipe
   */
  ConsoleWire(BufferedReader in, PrintStream out, boolean hasStyles) {
    this.in = in;
    this.out = out;
    this.page = new Page(shown, hasStyles);
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
      String line = line();
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

  private String line() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new AppStopped("the input has ended");
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
