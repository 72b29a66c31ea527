package dev.yera.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A request that tells all who ask it who calls and how it has arrived. */
final class CallingRequest extends HttpServletRequestWrapper {
  private final Arrival arrival;
  private final Optional<Caller> caller;

  CallingRequest(HttpServletRequest request, Arrival arrival, Optional<Caller> caller) {
    super(request);
    this.arrival = arrival;
    this.caller = caller;
  }

  private record UserPrincipal(String getName) implements Principal {
    @Override
    public String getName() {
      return getName;
    }
  }

  @Override
  public Principal getUserPrincipal() {
    return caller
        .filter(User.class::isInstance)
        .map(user -> new UserPrincipal(((User) user).subject()))
        .orElse(null);
  }

  @Override
  public String getRemoteUser() {
    return Optional.ofNullable(getUserPrincipal()).map(Principal::getName).orElse(null);
  }

  @Override
  public boolean isUserInRole(String name) {
    return Stream.of(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
        .anyMatch(role -> caller.filter(each -> each.is(role)).isPresent());
  }

  @Override
  public String getRemoteAddr() {
    return arrival.address();
  }

  @Override
  public boolean isSecure() {
    return arrival.isSecure();
  }

  @Override
  public String getScheme() {
    return arrival.isSecure() ? "https" : "http";
  }
}
