package dev.yera.session.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppLogTest {
  private static final Logger LOGGER = Logger.getLogger(AppLog.NAME);

  private final List<String> said = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final AppLog log = new AppLog("session-1", nanos::get);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          said.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void leave() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void aLineSaysWhoseItIsAndControlsNothing() {
    log.line("{0} it's \u001b[2Jlate\r");
    assertThat(said).containsExactly("session-1 {0} it's  [2Jlate ");
  }

  @Test
  void aFloodIsCutToSoManyLinesASecond() {
    for (int i = 0; i < AppLog.MOST + 7; i++) {
      log.line("line " + i);
    }
    assertThat(said).hasSize(AppLog.MOST).endsWith("session-1 line " + (AppLog.MOST - 1));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    log.line("later");
    assertThat(said).endsWith("session-1 … 7 lines are left out", "session-1 later");
    log.end();
    assertThat(said).hasSize(AppLog.MOST + 2);
  }

  @Test
  void whatIsLeftOutIsToldAtTheEnd() {
    for (int i = 0; i < AppLog.MOST + 1; i++) {
      log.line("x");
    }
    log.end();
    assertThat(said).endsWith("session-1 … 1 lines are left out");
  }
}
