package dev.yera.worker;

import dev.yera.app.Wire;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Exit;

/** The wire of a worker process: its pipes to and from the server. */
final class Pipe implements Wire {
  private final Output output;
  private final Answers answers;

  Pipe(Output output, Answers answers) {
    this.output = output;
    this.answers = answers;
  }

  @Override
  public void send(OutputEvent event) {
    output.send(event);
    if (event.block() instanceof Exit exit) {
      output.flush();
      Departure.begin(exit.exitCode());
    }
  }

  @Override
  public Object answer(OutputEvent question) throws InterruptedException {
    output.flush(); // the event that completes a form is not a question
    Object answer = answers.take(question.blockId().value());
    output.answered();
    return answer;
  }
}
