package dev.yera.app;

import dev.yera.event.StartUser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the app runs for: who created the session, and what their browser said then. What is not
 * known is empty.
 *
 * @param name what people call them; empty for somebody who has not logged in
 * @param groups those they are in
 * @param locale the language that they prefer, and its region
 * @param timeZone where their clock is
 */
public record AppUser(
    Optional<String> name, Set<String> groups, Optional<Locale> locale, Optional<ZoneId> timeZone) {
  /** Somebody of whom nothing is known. */
  public static final AppUser UNKNOWN =
      new AppUser(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  /** Keeps a copy of the groups. */
  public AppUser {
    groups = Set.copyOf(groups);
  }

  /**
   * Somebody with a name: {@code AppUser.named("Ada").in("finance").at(ZoneId.of("Asia/Tokyo"))}.
   */
  public static AppUser named(String name) {
    return new AppUser(Optional.of(name), Set.of(), Optional.empty(), Optional.empty());
  }

  /** The same person, in these groups. */
  public AppUser in(String... inGroups) {
    return new AppUser(name, Set.of(inGroups), locale, timeZone);
  }

  /** The same person, with this language. */
  public AppUser with(Locale language) {
    return new AppUser(name, groups, Optional.of(language), timeZone);
  }

  /** The same person, with this clock. */
  public AppUser at(ZoneId zone) {
    return new AppUser(name, groups, locale, Optional.of(zone));
  }

  static AppUser of(StartUser user) {
    return new AppUser(
        Optional.ofNullable(user.name()),
        Set.copyOf(user.groups() == null ? List.of() : user.groups()),
        Optional.ofNullable(user.locale()).map(Locale::forLanguageTag),
        Optional.ofNullable(user.timeZone()).flatMap(AppUser::zone));
  }

  /** A browser may know newer zones than this JVM. */
  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** As a start line has it; for {@code AppRunner}. */
  public StartUser wire() {
    return new StartUser(
        name.orElse(null),
        name.isEmpty() ? null : groups.stream().sorted().toList(),
        locale.map(Locale::toLanguageTag).orElse(null),
        timeZone.map(ZoneId::getId).orElse(null));
  }
}
