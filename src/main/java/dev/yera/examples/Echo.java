package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;

/** The smallest app that asks. */
public final class Echo {
  private Echo() {}

  /** Repeats each answer. */
  @App(description = "Says what you say, until you say /quit.")
  public static void echo() {
    String said = textInput("Say something, or /quit");
    while (!said.equals("/quit")) {
      markdown(said);
      said = textInput("Say something, or /quit");
    }
  }
}
