package dev.yera.session.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private void add(Diagnostic.Source source, String text) {
    diagnostics.add(Instant.EPOCH, source, text);
  }

  @Test
  void theNewest200LinesAreKeptInOrder() {
    for (int i = 1; i <= 250; i++) {
      add(i % 2 == 0 ? Diagnostic.Source.STDOUT : Diagnostic.Source.SERVER, "line " + i);
    }
    assertThat(diagnostics.lines().stream().map(Diagnostic::text))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(51, 250).mapToObj(i -> "line " + i).toList());
    assertThat(diagnostics.errors()).isEmpty();
  }

  @Test
  void theNewest20LinesOfErrorOutputAreForTheExit() {
    for (int i = 1; i <= 30; i++) {
      add(Diagnostic.Source.STDERR, "error " + i);
      add(Diagnostic.Source.STDOUT, "line " + i);
    }
    assertThat(diagnostics.errors()).hasSize(20).startsWith("error 11").endsWith("error 30");
  }

  @Test
  void aLongLineIsCut() {
    add(Diagnostic.Source.STDERR, "x".repeat(5_000));
    assertThat(diagnostics.lines().get(0).text()).hasSize(4_097).endsWith("…");
    assertThat(diagnostics.errors().get(0)).hasSize(4_097);
  }

  @Test
  void aLineBeyondALimitNamesIt() {
    String line = "{\"block_type\":\"metric\",\"data\":{\"value\":%s}}";
    assertThat(LineBeyondLimit.complaint(line.formatted("1".repeat(1_001))))
        .contains("The line above was refused: it has a number of more than 1000 characters");
    assertThat(LineBeyondLimit.complaint(line.formatted("[".repeat(501) + "]".repeat(501))))
        .contains("The line above was refused: it is nested too deeply");
    assertThat(LineBeyondLimit.complaint(line.formatted("1".repeat(1_000)))).isEmpty();
    assertThat(LineBeyondLimit.complaint("{no JSON")).isEmpty();
  }
}
