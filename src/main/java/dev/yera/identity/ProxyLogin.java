package dev.yera.identity;

import dev.yera.settings.AuthSettings;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.ProviderSettings;
import dev.yera.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code proxy}: a proxy that is trusted says in headers who calls. From anybody else they are as
 * if they were not there.
 */
final class ProxyLogin implements Authenticator {
  private static final String ISSUER = "proxy";
  private static final int LONGEST_NAME = 255;

  private final TrustedProxies proxies;
  private final Roles roles;
  private final String userHeader;
  private final String groupsHeader;
  private final String secretHeader;
  private final byte[] secret;

  ProxyLogin(Settings settings, TrustedProxies proxies) {
    this.proxies = proxies;
    roles = new Roles(settings);
    userHeader = settings.get(ProviderSettings.PROXY_USER_HEADER);
    groupsHeader = settings.get(ProviderSettings.PROXY_GROUPS_HEADER);
    secretHeader = settings.get(ProviderSettings.PROXY_SECRET_HEADER);
    String text =
        settings.secret(ProviderSettings.PROXY_SECRET, ProviderSettings.PROXY_SECRET_FILE);
    secret = text.getBytes(StandardCharsets.UTF_8);
    if (settings.get(ProviderSettings.PROXY_TRUSTED).isEmpty()) {
      throw new BadSettingException(
          "%s has proxy and %s is empty: no proxy would be believed"
              .formatted(AuthSettings.AUTH.key(), ProviderSettings.PROXY_TRUSTED.key()),
          null);
    }
    if (secretHeader.isEmpty() != text.isEmpty()) {
      throw new BadSettingException(
          "%s and %s go together"
              .formatted(
                  ProviderSettings.PROXY_SECRET_HEADER.key(), ProviderSettings.PROXY_SECRET.key()),
          null);
    }
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    if (!proxies.sent(request) || !showsSecret(request)) {
      return Optional.empty();
    }
    return name(request).map(name -> Admission.of(user(name, groups(request))));
  }

  private boolean showsSecret(HttpServletRequest request) {
    if (secretHeader.isEmpty()) {
      return true;
    }
    String shown = Optional.ofNullable(request.getHeader(secretHeader)).orElse("");
    return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Of two names one may be the client's own: then there is none. */
  private Optional<String> name(HttpServletRequest request) {
    List<String> names = Collections.list(request.getHeaders(userHeader));
    return names.size() == 1
        ? Optional.of(names.get(0).strip())
            .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
        : Optional.empty();
  }

  /** Of two lines one may be the client's own, as with names. */
  private Set<String> groups(HttpServletRequest request) {
    List<String> lines = Collections.list(request.getHeaders(groupsHeader));
    if (lines.size() != 1) {
      return Set.of();
    }
    return Stream.of(lines.get(0).split(",", -1))
        .map(String::strip)
        .filter(group -> !group.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private User user(String name, Set<String> groups) {
    return new User(ISSUER, name, name, groups, roles.of(groups));
  }
}
