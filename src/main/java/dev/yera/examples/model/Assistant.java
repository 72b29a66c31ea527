package dev.yera.examples.model;

import static dev.yera.app.Yera.*;
import static dev.yera.llm.Llm.*;

import dev.yera.app.*;
import dev.yera.llm.*;
import java.io.IOException;

/** A chat with a language model. */
final class Assistant {
  @App(name = "Assistant", description = "Talks with a language model, about files too.")
  static void assistant() throws IOException {
    Model model = Model.usual();
    Memory memory = new Memory("You are a kind assistant. Answer in Markdown, in few words.");
    while (true) {
      ChatMessage said = chatInput(ask -> ask.placeholder("Ask anything").accept("text/*"));
      StringBuilder prompt = new StringBuilder(said.text());
      for (Upload file : said.files()) {
        prompt.append("\n\n# File ").append(file.name()).append("\n").append(file.text());
      }
      try {
        chat(model, memory, prompt.toString());
      } catch (AppInterrupted | ModelException stopped) {
        notice("Ask again, or something else.");
      }
    }
  }
}
