package dev.yera.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's login with an OpenID provider, as the browser keeps it under seal.
 *
 * @param id its own, the same however often it is renewed
 * @param session the provider's name of it, for its end
 * @param since when its user logged in, by the provider's clock
 * @param from when the provider last said so
 * @param until when it has to be renewed
 * @param refreshToken renews it
 * @param idToken tells the provider which login is to be ended
 */
record Login(
    String id,
    String subject,
    String name,
    Set<String> groups,
    Optional<String> session,
    Instant since,
    Instant from,
    Instant until,
    Optional<String> refreshToken,
    Optional<String> idToken) {

  /** Renewed when there is less than this left, so that no request comes too late. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final int PARTS = 5;

  /** Whether it is time to renew it: of a brief one a part is left for that. */
  boolean isOld(Instant now) {
    Duration part = Duration.between(from, until).dividedBy(PARTS);
    return now.isAfter(until.minus(part.compareTo(SOON) < 0 ? part : SOON));
  }

  /** Without what is only a comfort. */
  Login smaller() {
    return new Login(
        id, subject, name, groups, session, since, from, until, refreshToken, Optional.empty());
  }

  /** With what it has from the provider for another while. */
  Login renewed(Instant now, Instant then, Optional<String> newRefreshToken) {
    return new Login(
        id,
        subject,
        name,
        groups,
        session,
        since,
        now,
        then,
        newRefreshToken.or(() -> refreshToken),
        idToken);
  }

  JWTClaimsSet.Builder claims() {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .jwtID(id)
            .subject(subject)
            .claim("name", name)
            .claim("groups", List.copyOf(groups))
            .issueTime(Date.from(since))
            .notBeforeTime(Date.from(from))
            .expirationTime(Date.from(until));
    session.ifPresent(value -> claims.claim("sid", value));
    refreshToken.ifPresent(value -> claims.claim("refresh", value));
    idToken.ifPresent(value -> claims.claim("id_token", value));
    return claims;
  }

  static Optional<Login> of(JWTClaimsSet claims) {
    try {
      return Optional.of(
          new Login(
              claims.getJWTID(),
              claims.getSubject(),
              claims.getStringClaim("name"),
              Set.copyOf(claims.getStringListClaim("groups")),
              Optional.ofNullable(claims.getStringClaim("sid")),
              claims.getIssueTime().toInstant(),
              claims.getNotBeforeTime().toInstant(),
              claims.getExpirationTime().toInstant(),
              Optional.ofNullable(claims.getStringClaim("refresh")),
              Optional.ofNullable(claims.getStringClaim("id_token"))));
    } catch (ParseException | NullPointerException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
