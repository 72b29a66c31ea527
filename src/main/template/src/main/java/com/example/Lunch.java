package com.example;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import java.util.List;
import java.util.stream.IntStream;

/** An app: a question, an answer, and the end. */
public final class Lunch {
  private Lunch() {}

  /** Asks who eats what. */
  @App(name = "Lunch", description = "Orders lunch for some people.")
  public static String order(int people) {
    record Order(int person, String dish) {}
    List<Order> orders =
        IntStream.rangeClosed(1, people)
            .mapToObj(person -> new Order(person, buttons("Person " + person, "Soup", "Salad")))
            .toList();
    table(orders);
    return orders.size() + " dishes";
  }
}
