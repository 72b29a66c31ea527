package dev.yera.api;

import dev.yera.session.limit.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What an owner is called in addresses: issuers have slashes, which are none in a path. */
final class OwnerName {
  private static final String ISSUED = "[uv] .+";

  private OwnerName() {}

  /** The name; null for nobody. */
  static String of(Owner owner) {
    return owner.equals(Owner.NOBODY)
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(owner.key().getBytes(StandardCharsets.UTF_8));
  }

  /** Whose name this is; empty if it cannot be one. */
  static Optional<Owner> parse(String name) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8);
      return Optional.of(key)
          .filter(each -> each.matches(ISSUED))
          .map(Owner::of)
          .filter(owner -> name.equals(of(owner)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
