package dev.yera.event.block;

import dev.yera.event.json.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the members of a JSON object one by one. A member with a wrong type or a senseless value
 * counts as left out and is reported (see "What an app may get wrong" in {@code protocol.md}).
 * Members that were not read are in {@link #rest()}.
 */
public final class Members {
  /** Longer ones are no slip of an author's. */
  private static final int LONGEST_NAME = 64;

  /** An event of 10 MiB may have a million of them. */
  private static final int MOST_REPORTED = 10;

  private static final int DATE_LENGTH = "2026-11-22".length();

  private static final Map<Object, Format> FORMATS = new LinkedHashMap<>();

  static {
    for (Format format : Format.values()) {
      FORMATS.put(format.wireName(), format);
    }
  }

  private final String path;
  private final Map<String, Object> left;
  private final Consumer<String> complaints;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * The members of one object.
   *
   * @param path the prefix of names in complaints, e.g. {@code "data."}; empty for the event itself
   * @param complaints gets a message for each member that counts as left out
   */
  public Members(String path, Map<String, Object> members, Consumer<String> complaints) {
    this.path = path;
    this.left = new LinkedHashMap<>(members);
    this.complaints = complaints;
  }

  /** An ordered map of names and values; a value may be null. */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(members);
  }

  /** Puts a member that has a value. */
  static void put(Map<String, Object> members, String name, Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  /** The members that were not read. */
  public Map<String, Object> rest() {
    return left.isEmpty() ? Map.of() : Collections.unmodifiableMap(left);
  }

  Object any(String name) {
    known.add(name);
    return left.remove(name);
  }

  String string(String name, String fallback) {
    return take(name, "a string", fallback, Members::asString);
  }

  /** Text, or null if there is none. */
  public String nullableString(String name) {
    return string(name, null);
  }

  boolean bool(String name, boolean fallback) {
    return take(name, "true or false", fallback, value -> value instanceof Boolean b ? b : null);
  }

  /** Null if it is left out. */
  Boolean nullableBool(String name) {
    return take(name, "true or false", null, value -> value instanceof Boolean b ? b : null);
  }

  Number number(String name, Number fallback) {
    return take(name, "a finite number", fallback, Members::asNumber);
  }

  /** A whole number in the range of an int. */
  public int integer(String name, int fallback) {
    return take(name, "a whole number", fallback, Members::asInteger);
  }

  /** A whole number of at least this. */
  public int atLeast(int least, String name, int fallback) {
    Integer given = nullableAtLeast(least, name);
    return given == null ? fallback : given;
  }

  /** A whole number of at least this; null if it is left out. */
  Integer nullableAtLeast(int least, String name) {
    return take(
        name,
        "a whole number of " + least + " or more",
        null,
        value -> {
          Integer n = asInteger(value);
          return n != null && n >= least ? n : null;
        });
  }

  /** A block id, which is a non-empty string, or null. */
  public BlockId blockId(String name) {
    return take(
        name,
        "a string that is not empty",
        null,
        value -> value instanceof String s && !s.isEmpty() ? new BlockId(s) : null);
  }

  /**
   * A value already read, if it makes sense in its context; else it counts as left out, too.
   *
   * @param expected the expectation, for the complaint
   */
  <T> T sensible(String name, T value, boolean makesSense, String expected, T fallback) {
    if (makesSense) {
      return value;
    }
    complain(name, expected);
    return fallback;
  }

  /** A JSON object, or null if it is left out. */
  Map<String, Object> object(String name) {
    return take(name, "an object", null, Members::asMap);
  }

  /** What is said to a user, or null; without a word it would leave them with nothing. */
  String nullableSentence(String name) {
    String given = nullableString(name);
    boolean says = given == null || !given.isBlank();
    return sensible(name, given, says, "a text that is not blank", null);
  }

  LocalDate date(String name) {
    return take(name, "a date like 2026-11-22", null, Members::asDate);
  }

  List<String> strings(String name) {
    return take(name, "a list of strings", List.of(), value -> asList(value, Members::asString));
  }

  List<String> nullableStrings(String name) {
    return take(name, "a list of strings", null, value -> asList(value, Members::asString));
  }

  List<Map<String, Object>> maps(String name) {
    return take(name, "a list of objects", List.of(), value -> asList(value, Members::asMap));
  }

  List<List<Object>> rows(String name) {
    return take(name, "a list of lists", List.of(), value -> asList(value, Members::asRow));
  }

  /** An ISO-8601 time. */
  public Optional<Instant> timestamp(String name) {
    return Optional.ofNullable(
        take(
            name,
            "an ISO-8601 time",
            null,
            value -> value instanceof String s ? Timestamps.parse(s).orElse(null) : null));
  }

  /** Reports that a member counts as left out, because it does not meet the expectation. */
  public void complain(String name, String expected) {
    remark(name, "is not " + expected);
  }

  /**
   * Reports members that were not read, when all others were: they are kept, but mean nothing.
   *
   * @param of what has no such members
   */
  public void complainOfRest(String of) {
    left.keySet().stream()
        .filter(name -> name.length() <= LONGEST_NAME)
        .limit(MOST_REPORTED)
        .forEach(
            name -> {
              String meant =
                  NearestName.of(name, known).map("; is %s meant?"::formatted).orElse("");
              remark(name, "is no member of " + of + meant);
            });
  }

  /** Reports something about a member that is kept. */
  void remark(String name, String what) {
    complaints.accept(path + name + " " + what);
  }

  Border border(String name, Border fallback) {
    return choice(name, Border.values(), Border::wireValue, fallback);
  }

  Status status(String name) {
    return choice(name, Status.values(), Status::wireName, Status.ACTIVE);
  }

  Better better(String name) {
    return choice(name, Better.values(), Better::wireName, Better.UP);
  }

  Level level(String name) {
    return choice(name, Level.values(), Level::wireName, Level.INFO);
  }

  /** Null for none. */
  Rating rating(String name) {
    return choice(name, Rating.values(), Rating::wireName, null);
  }

  /** Null if nobody is said to speak. */
  Speaker role(String name) {
    return choice(name, Speaker.values(), Speaker::wireName, null);
  }

  /** Formats by names of columns; null if they are left out. */
  Map<String, Format> formats(String name) {
    return take(name, "an object of " + FORMATS.keySet(), null, Members::asFormats);
  }

  /** A finite number, or a text. */
  Object numberOrText(String name) {
    return take(
        name,
        "a number or a string",
        null,
        value -> value instanceof String ? value : asNumber(value));
  }

  FormStatus formStatus(String name) {
    return choice(name, FormStatus.values(), FormStatus::wireName, FormStatus.OPEN);
  }

  /** The members of a nested object. */
  public Optional<Members> nested(String name) {
    Map<String, Object> map = take(name, "an object", null, Members::asMap);
    return Optional.ofNullable(map).map(m -> new Members(path + name + ".", m, complaints));
  }

  private <T> T choice(String name, T[] choices, Function<T, Object> wire, T fallback) {
    List<Object> names = new ArrayList<>();
    for (T each : choices) {
      names.add(wire.apply(each));
    }
    return take(
        name,
        "one of " + names,
        fallback,
        value -> names.contains(value) ? choices[names.indexOf(value)] : null);
  }

  private <T> T take(String name, String expected, T fallback, Function<Object, T> conversion) {
    Object value = any(name);
    if (value == null) {
      return fallback;
    }
    T converted = conversion.apply(value);
    if (converted == null) {
      complain(name, expected);
      return fallback;
    }
    return converted;
  }

  private static Map<String, Format> asFormats(Object value) {
    Map<String, Object> given = asMap(value);
    if (given == null || !FORMATS.keySet().containsAll(given.values())) {
      return null;
    }
    Map<String, Format> formats = new LinkedHashMap<>();
    given.forEach((column, format) -> formats.put(column, FORMATS.get(format)));
    return Collections.unmodifiableMap(formats);
  }

  private static String asString(Object value) {
    return value instanceof String s ? s : null;
  }

  private static Number asNumber(Object value) {
    return value instanceof Number n && Double.isFinite(n.doubleValue()) ? n : null;
  }

  private static Integer asInteger(Object value) {
    if (value instanceof Integer n) {
      return n; // of members that were never JSON
    }
    return value instanceof Long n && n.intValue() == n ? (Integer) n.intValue() : null;
  }

  private static LocalDate asDate(Object value) {
    try {
      // Years of four digits only: others begin with a sign.
      return value instanceof String s && s.length() == DATE_LENGTH ? LocalDate.parse(s) : null;
    } catch (DateTimeException notADate) {
      return null; // take() complains
    }
  }

  @SuppressWarnings("unchecked") // objects made by Json have string keys
  private static Map<String, Object> asMap(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }

  @SuppressWarnings("unchecked") // a list of anything
  private static List<Object> asRow(Object value) {
    return value instanceof List<?> list ? (List<Object>) list : null;
  }

  /** The list with each element converted; null if the value is no list or one does not fit. */
  private static <T> List<T> asList(Object value, Function<Object, T> conversion) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<T> converted = new ArrayList<>(list.size());
    for (Object element : list) {
      T one = conversion.apply(element);
      if (one == null) {
        return null;
      }
      converted.add(one);
    }
    return Collections.unmodifiableList(converted);
  }
}
