package dev.yera.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RareWarningTest {
  private static final Logger LOG = Logger.getLogger(RareWarningTest.class.getName());

  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord each) {
          records.add(each);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private long now = Long.MAX_VALUE - RareWarning.EVERY.toNanos() / 2;
  private final RareWarning warning = new RareWarning(LOG, () -> now);

  RareWarningTest() {
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
    LOG.setLevel(null);
  }

  @Test
  void itIsOneLineAMinuteAndSaysHowManyWereLeftOut() {
    for (int i = 0; i < 1_000; i++) {
      warning.tell("No {0} login", new IOException("refused"));
    }
    now += RareWarning.EVERY.toNanos() - 1;
    warning.tell("Nor now");
    now++;
    warning.tell("Again");
    assertThat(records)
        .extracting(each -> MessageFormat.format(each.getMessage(), each.getParameters()))
        .containsExactly(
            "No {0} login: java.io.IOException: refused",
            "Again (1000 more such warnings were left out)");
    assertThat(records)
        .allSatisfy(each -> assertThat(each.getLevel()).isEqualTo(Level.WARNING))
        .allSatisfy(each -> assertThat(each.getThrown()).isNull());
  }

  @Test
  void theTraceIsForWhoLooksCloser() {
    LOG.setLevel(Level.FINE);
    warning.tell("No login", new IOException("refused"));
    assertThat(records.get(0).getThrown()).hasMessage("refused");
  }
}
