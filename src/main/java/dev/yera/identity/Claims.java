package dev.yera.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an issuer says of somebody.
 *
 * @param members by name, as in the token
 */
record Claims(Map<String, Object> members) {
  private static final String[] NAMES = {"name", "preferred_username"};

  /** A text, if it is one. */
  Optional<String> text(String name) {
    return find(name)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Groups, in a list or as one text; dots lead into objects: {@code realm_access.roles}. */
  Set<String> groups(String name) {
    Object value = find(name).orElse(null);
    if (value instanceof Collection<?> list) {
      return list.stream()
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .collect(Collectors.toUnmodifiableSet());
    }
    return value instanceof String one && !one.isBlank() ? Set.of(one.strip()) : Set.of();
  }

  /** What people call them; who has no name has the one the issuer knows them by. */
  String name(String claim) {
    return Stream.concat(Stream.of(claim), Stream.of(NAMES))
        .flatMap(each -> text(each).stream())
        .findFirst()
        .orElseGet(() -> text("sub").orElse(""));
  }

  private Optional<Object> find(String name) {
    if (members.containsKey(name)) { // names with dots in them are addresses, as a rule
      return Optional.ofNullable(members.get(name));
    }
    Object here = members;
    for (String step : name.split("\\.", -1)) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(here);
  }
}
