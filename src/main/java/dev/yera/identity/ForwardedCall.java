package dev.yera.identity;

import dev.yera.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who calls and how they have arrived, as one server tells another that serves the request for it.
 * What it tells is believed: only servers that know the cluster's secret are heard.
 */
public final class ForwardedCall {
  private ForwardedCall() {}

  /** What there is to tell of a request; none of one that no other node serves (of metrics). */
  public static Optional<Map<String, Object>> of(HttpServletRequest request) {
    return Optional.ofNullable(Arrival.of(request)).map(arrival -> of(request, arrival));
  }

  private static Map<String, Object> of(HttpServletRequest request, Arrival arrival) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("origin", arrival.origin());
    members.put("local", arrival.isLocal());
    members.put("address", arrival.address());
    Admission.of(request).ifPresent(each -> members.put("caller", members(each.caller())));
    return members;
  }

  private static Map<String, Object> members(Caller caller) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (caller instanceof User user) {
      members.put("issuer", user.issuer());
      members.put("subject", user.subject());
      members.put("name", user.name());
      members.put("groups", List.copyOf(user.groups()));
      members.put("roles", names(user.roles()));
    } else if (caller instanceof Visitor visitor) {
      members.put("visitor", visitor.key());
      members.put("roles", names(visitor.roles()));
    } else if (caller instanceof ShareHolder holder) {
      Share share = holder.share();
      members.put("share", share.id());
      members.put("session", share.session().toString());
      members.put("may", share.may().wireName());
      members.put("created_at", share.createdAt().toString());
      members.put("expires_at", share.expiresAt().toString());
    }
    return members;
  }

  private static List<String> names(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().toList();
  }

  /**
   * The same request, as if it had come through the gate here.
   *
   * @param told what {@link #of} told
   * @throws RuntimeException if it is something else
   */
  public static HttpServletRequest admit(HttpServletRequest request, Map<?, ?> told) {
    Arrival arrival =
        new Arrival(
            (String) told.get("origin"), (Boolean) told.get("local"), (String) told.get("address"));
    arrival.keepIn(request);
    Optional<Caller> caller =
        Optional.ofNullable((Map<?, ?>) told.get("caller")).map(ForwardedCall::caller);
    // For how long that holds is watched where the client is.
    caller.ifPresent(each -> Admission.of(each).keepIn(request));
    return new CallingRequest(request, arrival, caller);
  }

  private static Caller caller(Map<?, ?> told) {
    if (told.get("visitor") instanceof String key) {
      return new Visitor(key, roles(told));
    }
    if (told.get("share") instanceof String share) {
      return new ShareHolder(
          new Share(
              share,
              SessionId.parse((String) told.get("session")).orElseThrow(),
              May.of(told.get("may")).orElseThrow(),
              Instant.parse((String) told.get("created_at")),
              Instant.parse((String) told.get("expires_at"))));
    }
    return new User(
        (String) told.get("issuer"),
        (String) told.get("subject"),
        (String) told.get("name"),
        texts(told.get("groups")).collect(Collectors.toUnmodifiableSet()),
        roles(told));
  }

  private static Set<Role> roles(Map<?, ?> told) {
    return texts(told.get("roles")).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> texts(Object list) {
    return ((List<?>) list).stream().map(String.class::cast);
  }
}
