package dev.yera.examples.model;

import static dev.yera.app.Yera.*;
import static dev.yera.llm.Llm.*;

import dev.langchain4j.agent.tool.*;
import dev.yera.app.App;
import dev.yera.llm.*;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

final class Agent {
  @Tool("Days from one date to another, both YYYY-MM-DD")
  long days(@P("from") String from, @P("to") String to) {
    return ChronoUnit.DAYS.between(LocalDate.parse(from), LocalDate.parse(to));
  }

  @Tool("Asks the user for a day that you do not know; returns YYYY-MM-DD")
  String askForDay(@P("question") String question) {
    return datePicker(question).toString();
  }

  @App(name = "Agent", description = "Plans with a language model that counts days and asks you.")
  static void agent() {
    Model model = Model.usual().tools(new Agent());
    Memory memory = new Memory("Today is " + today() + ". First say your plan, then use tools.");
    for (String wish : chat()) {
      chat(model, memory, wish);
    }
  }
}
