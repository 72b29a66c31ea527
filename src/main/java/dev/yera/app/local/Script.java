package dev.yera.app.local;

import dev.yera.app.AppStopped;
import dev.yera.app.LineLimit;
import dev.yera.app.Wire;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.FormBlock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wire of a test: gives scripted answers and keeps the events. */
final class Script implements Wire {
  /**
   * The next answer.
   *
   * @param label the label of its question, or null for any
   * @param value the answer; for a form a map of labels to answers
   */
  record Line(String label, Object value, boolean interrupts) {
    Line(String label, Object value) {
      this(label, value, false);
    }

    /** Instead of an answer: a user who wants the app to give up what it does. */
    static Line interrupt() {
      return new Line(null, null, true);
    }
  }

  private final Deque<Line> lines;
  private final List<OutputEvent> events = new ArrayList<>();
  private final FormFields fields = new FormFields();
  private OutputEvent waiting;
  private Runnable interrupt;

  Script(List<Line> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /**
   * Begins, with an interrupt if that is first.
   *
   * @param interrupting interrupts the app
   */
  synchronized void begin(Runnable interrupting) {
    interrupt = interrupting;
    interruptIfDue();
  }

  private void interruptIfDue() {
    while (!lines.isEmpty() && lines.peek().interrupts()) {
      lines.remove();
      interrupt.run();
    }
  }

  @Override
  public synchronized void send(OutputEvent event) {
    LineLimit.render(event);
    if (waiting == null) {
      fields.saw(event);
      events.add(event);
    }
  }

  @Override
  public synchronized Object answer(OutputEvent question) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Line line = lines.poll();
    if (line == null) {
      waiting = question;
      throw new AppStopped("the script has no answer to " + Label.of(question.block()));
    }
    if (line.label() != null && !line.label().equals(Label.of(question.block()))) {
      throw new AssertionError(
          "the script answers \""
              + line.label()
              + "\", but the app asks \""
              + Label.of(question.block())
              + "\"");
    }
    Object answer =
        question.block() instanceof FormBlock
            ? form(question, line.value())
            : value(question.block(), line.value());
    interruptIfDue();
    return answer;
  }

  private Map<String, Object> form(OutputEvent form, Object value) {
    if (value == null && !((FormBlock) form.block()).required()) {
      return null;
    }
    if (!(value instanceof Map<?, ?> given)) {
      throw new AssertionError("the app shows a form: answer it with a map of labels to values");
    }
    Map<Object, Object> left = new LinkedHashMap<>(given);
    Map<String, Object> answers = new LinkedHashMap<>();
    for (OutputEvent field : fields.of(form)) {
      String label = Label.of(field.block());
      if (!left.containsKey(label)) {
        throw new AssertionError("the script has no value for the field \"" + label + "\"");
      }
      answers.put(field.blockId().value(), value(field.block(), left.remove(label)));
    }
    if (!left.isEmpty()) {
      throw new AssertionError("the form has no fields " + left.keySet());
    }
    return answers;
  }

  private static Object value(Block question, Object given) {
    try {
      return AnswerValue.of(question, given);
    } catch (IllegalArgumentException unfit) {
      throw new AssertionError(
          "the answer to \"" + Label.of(question) + "\" does not fit: " + unfit.getMessage(),
          unfit);
    }
  }

  synchronized List<OutputEvent> events() {
    return List.copyOf(events);
  }

  /** The question that the script had no answer to, or null. */
  synchronized OutputEvent waiting() {
    return waiting;
  }

  /** The number of unused answers. */
  synchronized int left() {
    return lines.size();
  }
}
