package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.StartUser;
import dev.yera.event.reason.ReasonKey;
import dev.yera.identity.Caller;
import dev.yera.identity.User;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a request that creates a session says of its user. */
final class CreatingUser {
  private static final String TIME_ZONE = "time_zone";
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9+_/-]{1,64}");

  private CreatingUser() {}

  /**
   * The caller by name and groups, with the first language that the browser asks for, and the time
   * zone of the body. Not whether such a zone exists: browsers know newer ones.
   *
   * @param languages the header {@code Accept-Language}, or null
   * @throws BadArgumentsException if the time zone is no name of one
   */
  static StartUser of(Caller caller, String languages, Map<?, ?> body) {
    String zone = timeZone(body.get(TIME_ZONE));
    String locale = locale(languages);
    return caller instanceof User user
        ? new StartUser(user.name(), user.groups().stream().sorted().toList(), locale, zone)
        : new StartUser(null, null, locale, zone);
  }

  private static String timeZone(Object value) {
    if (value == null || (value instanceof String text && ZONE.matcher(text).matches())) {
      return (String) value;
    }
    throw new BadArgumentsException(TIME_ZONE, ReasonKey.IT.with(ReasonKey.ZONE.with()));
  }

  private static String locale(String languages) {
    return AcceptedLanguages.of(languages).stream()
        .findFirst()
        .map(Locale::toLanguageTag)
        .orElse(null);
  }
}
