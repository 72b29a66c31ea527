package dev.yera.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.yera.problem.Problem;
import dev.yera.problem.RareWarning;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.ProviderSettings;
import dev.yera.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code jwt}: {@code Authorization: Bearer} with a token that an issuer has signed for this
 * server.
 */
final class BearerTokens implements Authenticator {
  private static final Logger LOG = Logger.getLogger(BearerTokens.class.getName());
  private static final RareWarning NO_KEYS = new RareWarning(LOG);
  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"yera\"";
  private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";
  private static final String UNKNOWN =
      "The token is none of the issuer's for this server, or has run out.";
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Provider provider;
  private final Roles roles;
  private final Set<String> audience;
  private final String clientId;
  private final String groupsClaim;
  private final String nameClaim;
  private final Clock clock = Clock.systemUTC();

  BearerTokens(Settings settings) {
    URI issuer = Addresses.required(settings, ProviderSettings.JWT_ISSUER);
    Optional<URI> jwks =
        settings.get(ProviderSettings.JWT_JWKS_URI).isEmpty()
            ? Optional.empty()
            : Optional.of(Addresses.required(settings, ProviderSettings.JWT_JWKS_URI));
    provider = new Provider(issuer, jwks);
    roles = new Roles(settings);
    String wanted = settings.get(ProviderSettings.JWT_AUDIENCE);
    audience = wanted.isEmpty() ? null : Collections.singleton(wanted); // is asked for null
    clientId = settings.get(ProviderSettings.JWT_CLIENT_ID);
    if (audience == null && clientId.isEmpty()) {
      throw new BadSettingException(
          "%s or %s is needed: tokens for others would be taken"
              .formatted(ProviderSettings.JWT_AUDIENCE.key(), ProviderSettings.JWT_CLIENT_ID.key()),
          null);
    }
    groupsClaim = settings.get(ProviderSettings.JWT_GROUPS_CLAIM);
    nameClaim = settings.get(ProviderSettings.JWT_NAME_CLAIM);
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      return Optional.of(admission(header.substring(SCHEME.length()).strip()));
    } catch (RateLimitReachedException e) {
      // They were loaded just now, and the key that the token names is not among them.
      LOG.log(Level.FINE, "A token is refused", e);
      throw refused(UNKNOWN);
    } catch (IOException | KeySourceException e) {
      NO_KEYS.tell("The keys of the issuer of tokens cannot be had", e);
      throw refused("The keys of the issuer cannot be had now.");
    } catch (BadJOSEException | JOSEException | ParseException | RuntimeException e) {
      // The library throws anything at what others have made up (seen: NullPointerException).
      LOG.log(Level.FINE, "A token is refused", e);
      throw refused(UNKNOWN);
    }
  }

  private static RefusedCallerException refused(String detail) {
    return new RefusedCallerException(Problem.LOGIN_REQUIRED, detail, List.of(INVALID));
  }

  private Admission admission(String token)
      throws IOException, BadJOSEException, JOSEException, ParseException {
    JWTClaimsSet set = processor().process(token, null);
    Claims claims = new Claims(set.getClaims());
    if (!clientId.isEmpty()
        && claims
            .text("client_id")
            .or(() -> claims.text("azp"))
            .filter(clientId::equals)
            .isEmpty()) {
      throw new BadJOSEException("for another client");
    }
    Set<String> groups = claims.groups(groupsClaim);
    User user =
        new User(
            set.getIssuer(), set.getSubject(), claims.name(nameClaim), groups, roles.of(groups));
    // A stream ends at the minute; whether the token is still good enough is asked with the next
    // one.
    Instant end = set.getExpirationTime().toInstant();
    return new Admission(user, () -> clock.instant().isBefore(end));
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(provider.keySelector());
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(provider.issuer().getValue()).build(),
            Set.of("sub", "exp"),
            null);
    verifier.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }

  @Override
  public Optional<String> challenge(HttpServletRequest request) {
    return Optional.of(CHALLENGE);
  }
}
