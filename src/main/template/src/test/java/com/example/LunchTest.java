package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.block.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class LunchTest {
  @Test
  void everybodyIsAsked() {
    Transcript said =
        AppRunner.of(Lunch::order)
            .with("people", 2)
            .answer("Person 1", "Soup")
            .answer("Person 2", "Salad")
            .run();

    assertEquals(
        List.of(List.of(1, "Soup"), List.of(2, "Salad")), said.blocks(Table.class).get(0).rows());
    assertEquals("2 dishes", said.completed().exit().returnValue());
  }
}
