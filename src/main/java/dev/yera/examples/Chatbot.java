package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;

/** A conversation, to be completed with a model. */
public final class Chatbot {
  private Chatbot() {}

  /** Answers every line. */
  @App(description = "Talks with you until you say /quit.")
  public static void chatbot() {
    markdown("## Hello!\nAsk me anything, and say `/quit` when you are done.");
    for (String said : chat()) {
      markdown("You said **" + said + "**. Tell me more.");
    }
    markdown("Goodbye!");
  }
}
