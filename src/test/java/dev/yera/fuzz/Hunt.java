package dev.yera.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A search for faults that ends with its time ({@code -Dfuzz=PT1H}). A case is made of the seed and
 * its number alone: {@code -Dfuzz.seed=… -Dfuzz.case=7} (or {@code 7-9}) runs it again. Goes on
 * after a finding, and fails at its end. Thread-safe.
 */
public final class Hunt {
  private static final long NANOS = 1_000_000_000L;
  private static final long SAID_EVERY = 10 * NANOS;
  private static final int SHOWN = 4000;

  private final String name;
  private final long seed;
  private final long last;
  private final AtomicLong next;
  private final long begin = System.nanoTime();
  private final long end;
  private final AtomicLong said = new AtomicLong(begin);
  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> findings = new ConcurrentHashMap<>();

  /** Begins. */
  public Hunt(String name) {
    this.name = name;
    seed = Long.getLong("fuzz.seed", new Random().nextInt(1_000_000_000));
    String wanted = System.getProperty("fuzz.case", "");
    String[] range = wanted.split("-", 2);
    next = new AtomicLong(wanted.isEmpty() ? 0 : Long.parseLong(range[0]));
    last = wanted.isEmpty() ? Long.MAX_VALUE : Long.parseLong(range[range.length - 1]);
    end = begin + Duration.parse(System.getProperty("fuzz", "PT1M")).toNanos();
    say("begins, seed " + seed);
  }

  /** The number of the next case; empty when the time is over. */
  public OptionalLong next() {
    long now = System.nanoTime();
    long before = said.get();
    if (now - before > SAID_EVERY && said.compareAndSet(before, now)) {
      say(summary());
    }
    if (now - end > 0 && last == Long.MAX_VALUE) {
      return OptionalLong.empty();
    }
    long number = next.getAndIncrement();
    return number <= last ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** Whether single cases are run again. */
  public boolean isAgain() {
    return last != Long.MAX_VALUE;
  }

  /** The chance of a case. */
  public Random random(long number) {
    return new Random(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
  }

  /** Counts a case by how it ended. */
  public void count(String how) {
    counts.computeIfAbsent(how, key -> new AtomicLong()).incrementAndGet();
  }

  /** A fault; of each kind the first is shown. */
  public void found(long number, String kind, Object details, byte[] input) {
    if (findings.computeIfAbsent(kind, key -> new AtomicLong()).incrementAndGet() == 1) {
      say(
          "FOUND %s%n  %s%n  again: -Dfuzz.seed=%d -Dfuzz.case=%d%n  input: %s"
              .formatted(kind, details, seed, number, shown(input)));
    }
  }

  /** Says what came of it. */
  public void end() {
    say("ends: " + summary());
    assertThat(findings).as("seed %d", seed).isEmpty();
  }

  private String summary() {
    long seconds = (System.nanoTime() - begin) / NANOS;
    long cases = counts.values().stream().mapToLong(AtomicLong::get).sum();
    return "%d s, %d cases %s, findings %s, seed %d"
        .formatted(seconds, cases, counts, findings, seed);
  }

  /** A word on the way. */
  @SuppressWarnings("SystemOut") // somebody waits for an hour and wants to see something
  public void say(String what) {
    System.out.printf("fuzz %s: %s%n", name, what);
  }

  /** Bytes as a Java string of Latin-1. */
  public static String shown(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            text.append(c);
          } else {
            text.append("\\u%04x".formatted((int) c));
          }
        }
      }
      if (text.length() > SHOWN) {
        return text.append("\"… of ").append(bytes.length).append(" bytes").toString();
      }
    }
    return text.append('"').toString();
  }
}
