package dev.yera.examples.model;

import static dev.yera.app.Yera.*;
import static dev.yera.llm.Llm.*;

import dev.yera.app.*;
import dev.yera.llm.*;

/** A chat with a language model. */
final class Assistant {
  @App(name = "Assistant", description = "Talks with a language model, about files too.")
  static void assistant() {
    Model model = Model.usual();
    Memory memory = new Memory("You are a kind assistant. Answer in Markdown, in few words.");
    Documents files = new Documents();
    while (true) {
      ChatMessage said = chatInput(ask -> ask.placeholder("Ask anything").accept("text/*"));
      try {
        ask(model, memory, files.add(said.files()), said.text());
      } catch (AppInterrupted | ModelException stopped) {
        notice("Ask again, or something else.");
      }
    }
  }
}
