package dev.yera.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.Border;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables and charts of characters lose nothing of what they show. */
class TextTableTest {
  @Test
  void aRowLongerThanTheHeadingsHasAllItsCells() {
    Table table =
        new Table(
            List.of("a", "b"),
            List.of(List.of("x"), List.of(1L, 2L, 1234567890123456789L), Arrays.asList()),
            Border.ALL);
    assertThat(TextTable.of(table))
        .isEqualTo(
            """
            ┌───┬───┬─────────────────────┐
            │ a │ b │                     │
            ├───┼───┼─────────────────────┤
            │ x │   │                     │
            │ 1 │ 2 │ 1234567890123456789 │
            │   │   │                     │
            └───┴───┴─────────────────────┘""");
  }

  @Test
  void aCellWithPartsIsJson() {
    Table table =
        new Table(List.of("a"), List.of(List.of(Map.of("b", List.of(1, "x")))), Border.NONE);
    assertThat(TextTable.of(table)).contains("{\"b\":[1,\"x\"]}");
  }

  @Test
  void aChartsLimitsHaveAllTheirDigits() {
    LineChart chart =
        new LineChart(
            List.of(
                Map.of("n", 1234567890123456789L),
                Map.of("n", 1234567890123456788L),
                Map.of("n", 0.5)),
            "x",
            List.of("n"),
            null);
    assertThat(TextChart.lines(chart)).endsWith("0.5 to 1234567890123456789");
  }
}
