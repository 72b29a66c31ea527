package dev.yera.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.settings.Starting;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentLogTest {
  private static final Logger LOG = Logger.getLogger("dev.yera.operation.recent");
  private static final Logger APPS = Logger.getLogger("dev.yera.apps");
  private static final Logger OTHER = Logger.getLogger("org.elsewhere");

  private final RecentLog recent = new RecentLog();

  @BeforeEach
  void begin() {
    recent.begin(new Starting());
  }

  @AfterEach
  void end() {
    recent.end();
  }

  @Test
  void itHasOursAndNobodyElses() {
    LOG.log(Level.WARNING, "The {0} is late", "train");
    OTHER.log(Level.WARNING, "Something else");
    APPS.log(Level.WARNING, "What an app wrote");
    assertThat(recent.lines()).hasSize(1);
    assertThat(recent.lines().get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT.*Z WARNING dev.yera.operation.recent: The train is late");
  }

  @Test
  void itHasTheLastOnesAndNotMore() {
    for (int i = 0; i < RecentLog.RECORDS + 10; i++) {
      LOG.log(Level.WARNING, "number {0};", Integer.toString(i));
    }
    assertThat(recent.lines()).hasSize(RecentLog.RECORDS);
    assertThat(recent.lines().get(0)).endsWith("number 10;");
  }

  @Test
  void aLongOneIsCutAndAHostileOneLooksLikeNoOther() {
    LOG.log(Level.WARNING, "x".repeat(100_000));
    LOG.log(Level.WARNING, "a\n2026-11-29T00:00:00Z SEVERE dev.yera: b");
    LOG.log(Level.WARNING, "failed", new IllegalStateException("why"));
    assertThat(recent.lines().get(0)).hasSize(RecentLog.CHARACTERS + 1);
    assertThat(recent.lines().get(1)).contains("a\n    2026-");
    assertThat(recent.lines().get(2)).contains("IllegalStateException: why", "RecentLogTest.");
  }

  @Test
  void warningsAreKeptApartTheNewestFirst() {
    LOG.log(Level.WARNING, "The {0} is late", "train");
    LOG.log(Level.SEVERE, "x".repeat(10_000), new IllegalStateException("why"));
    for (int i = 0; i < RecentLog.RECORDS; i++) {
      LOG.log(Level.INFO, "as usual");
    }
    assertThat(recent.warnings())
        .extracting(RecentLog.Warning::level)
        .containsExactly("SEVERE", "WARNING");
    assertThat(recent.warnings().get(0).message())
        .hasSize(RecentLog.WARNING_CHARACTERS + 1)
        .endsWith("…");
    assertThat(recent.warnings().get(1).message()).isEqualTo("The train is late");
    for (int i = 0; i < RecentLog.WARNINGS; i++) {
      LOG.log(Level.WARNING, "again");
    }
    assertThat(recent.warnings())
        .hasSize(RecentLog.WARNINGS)
        .allSatisfy(each -> assertThat(each.message()).isEqualTo("again"));
  }

  @Test
  void afterItsEndItHearsNothing() {
    recent.end();
    LOG.log(Level.WARNING, "too late");
    assertThat(recent.lines()).isEmpty();
  }
}
