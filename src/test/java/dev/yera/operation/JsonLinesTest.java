package dev.yera.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  private final SessionId session = SessionId.random();
  private final JsonLines lines =
      new JsonLines(
          id ->
              id.equals(session) ? Optional.of(Owner.user("proxy", "ann \n\"{")) : Optional.empty(),
          id -> Optional.of("0af7651916cd43dd8448eb211c80319c"));

  private static LogRecord record(String message, Object... parameters) {
    LogRecord record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("dev.yera.it");
    record.setInstant(Instant.parse("2026-11-29T09:00:00.123456Z"));
    record.setParameters(parameters);
    return record;
  }

  /** The line is one, and an object. */
  private Map<?, ?> told(LogRecord record) {
    String line = lines.format(record);
    assertThat(line).endsWith("\n");
    assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\r");
    return (Map<?, ?>) Json.read(line);
  }

  @Test
  void theNamesAreThoseOfTheCommonSchema() {
    Map<?, ?> line = told(record("The {0} is late", "train"));
    assertThat(line.get("@timestamp")).isEqualTo("2026-11-29T09:00:00.123456Z");
    assertThat(line.get("log.level")).isEqualTo("WARNING");
    assertThat(line.get("log.logger")).isEqualTo("dev.yera.it");
    assertThat(line.get("message")).isEqualTo("The train is late");
    assertThat(line.containsKey("yera.session_id")).isFalse();
    assertThat(line.containsKey("error.type")).isFalse();
  }

  @Test
  void aSessionOfThisServerAndItsOwnerAreFields() {
    Map<?, ?> line = told(record(SessionId.random() + " waits for {0}.", session));
    assertThat(line.get("yera.session_id")).isEqualTo(session.toString());
    assertThat(line.get("yera.owner")).isEqualTo("proxy ann \n\"{");
    assertThat(line.get("trace.id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(told(record("x" + session + "y")).containsKey("yera.session_id")).isFalse();
  }

  @Test
  void whatWasThrownIsWithItsTrace() {
    LogRecord record = record("failed");
    record.setThrown(new IOException("a\nb", new IllegalStateException("the cause")));
    Map<?, ?> line = told(record);
    assertThat(line.get("error.type")).isEqualTo("java.io.IOException");
    assertThat(line.get("error.message")).isEqualTo("a\nb");
    assertThat((String) line.get("error.stack_trace"))
        .contains("JsonLinesTest.", "Caused by: java.lang.IllegalStateException: the cause");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\r\n{\"@timestamp\":\"x\"}", "\u001b[2J\u0000", "{0", "{0} {9} '", "\ud83d", ""})
  void noMessageMakesAnotherLine(String message) {
    assertThat(told(record(message, "p")).get("message")).isNotNull();
  }

  @Test
  void aRecordOfNothingIsALineToo() {
    LogRecord record = new LogRecord(Level.INFO, null);
    record.setLoggerName(null);
    record.setThrown(new IllegalStateException((String) null));
    Map<?, ?> line = told(record);
    assertThat(line.containsKey("message")).isTrue();
    assertThat(line.get("error.type")).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void theHandlersHaveTheirFormAgainAfterwards() {
    Handler handler = Logger.getLogger("").getHandlers()[0];
    var before = handler.getFormatter();
    LogFormat format = new LogFormat();
    format.set();
    try {
      assertThat(handler.getFormatter()).isInstanceOf(JsonLines.class);
      assertThat(handler.getFormatter().format(record("early"))).contains("\"early\"");
    } finally {
      format.restore();
    }
    assertThat(handler.getFormatter()).isSameAs(before);
  }
}
