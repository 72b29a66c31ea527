package dev.yera.event.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The time format on the wire: {@code 2026-11-22T10:00:00.123456Z}. */
public final class Timestamps {
  private static final String FORM = "dddd-dd-ddTdd:dd:dd.ddddddZ";

  private Timestamps() {}

  /** The instant in UTC with six digits after the point. */
  public static String format(Instant instant) {
    // By hand: every event is formatted here, and DateTimeFormatter takes ten times as long.
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000L);
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1000,
            ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > 9999) {
      return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }
    char[] text = FORM.toCharArray();
    digits(text, 0, 4, time.getYear());
    digits(text, 5, 2, time.getMonthValue());
    digits(text, 8, 2, time.getDayOfMonth());
    digits(text, 11, 2, time.getHour());
    digits(text, 14, 2, time.getMinute());
    digits(text, 17, 2, time.getSecond());
    digits(text, 20, 6, time.getNano() / 1000);
    return new String(text);
  }

  private static void digits(char[] text, int at, int count, int number) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /**
   * An ISO-8601 time in the years 0 to 9999; without a zone it counts as UTC, as Python's {@code
   * utcnow} writes it.
   */
  public static Optional<Instant> parse(String text) {
    try {
      if (hasForm(text)) {
        return Optional.of(ofWire(text));
      }
      TemporalAccessor parsed =
          Reader.FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
      return Optional.of(instant).filter(Reader::knows);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Whether the text is a time in exactly the format of the wire. */
  public static boolean isWireForm(String text) {
    // Days 29 to 31 need a calendar.
    return hasForm(text) && (isOfAnyMonth(text) || parse(text).isPresent());
  }

  private static boolean hasForm(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char c = text.charAt(i);
      char form = FORM.charAt(i);
      if (form == 'd' ? c < '0' || c > '9' : c != form) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfAnyMonth(String text) {
    return isWithin(text, 8, 1, 28)
        && isWithin(text, 5, 1, 12)
        && isWithin(text, 11, 0, 23)
        && isWithin(text, 14, 0, 59)
        && isWithin(text, 17, 0, 59);
  }

  private static boolean isWithin(String text, int at, int low, int high) {
    int number = number(text, at, 2);
    return number >= low && number <= high;
  }

  /** By hand: a third of a start with 100,000 stored sessions went into DateTimeFormatter. */
  private static Instant ofWire(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            number(text, 17, 2),
            number(text, 20, 6) * 1000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  /** Created when the first time is read, because a worker only writes times. */
  private static final class Reader {
    static final DateTimeFormatter FORM =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private Reader() {}

    static boolean knows(Instant instant) {
      return !instant.isBefore(FIRST) && instant.isBefore(BEYOND);
    }
  }
}
