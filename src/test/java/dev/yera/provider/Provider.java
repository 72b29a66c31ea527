package dev.yera.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yera.event.json.Json;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/** An OpenID provider on loopback. Its login page asks for a name and for claims, and believes. */
public final class Provider implements AutoCloseable {
  /** What the tests call the product there. */
  public static final String CLIENT = "yera";

  private static final String ISSUER = "main";

  private final Keys keys = new Keys();
  private final MockOAuth2Server server;

  private final MadeTokens made = new MadeTokens();

  private volatile boolean renews = true;

  /** A key that can be changed while the server runs, and one that is signed with instead. */
  private static final class Keys extends KeyProvider {
    private volatile RSAKey current = rsa("first");
    private volatile RSAKey forged;

    @Override
    public JWK signingKey(String issuer) {
      RSAKey other = forged;
      boolean isPublished =
          StackWalker.getInstance()
              .walk(frames -> frames.anyMatch(f -> f.getMethodName().startsWith("publicJwkSet")));
      return other == null || isPublished ? current : other;
    }
  }

  /** Gives ID tokens that a test makes, with the claims that they would have. */
  private final class MadeTokens implements Route {
    private volatile String nonce;
    private volatile Function<JWTClaimsSet.Builder, String> maker;

    @Override
    public boolean match(OAuth2HttpRequest request) {
      String asked = request.getUrl().queryParameter("nonce");
      nonce = asked == null ? nonce : asked;
      return maker != null
          && request.getBody() != null
          && request.getBody().contains("grant_type=authorization_code");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      String token = maker.apply(claims("ann").claim("nonce", nonce));
      return new OAuth2HttpResponse(
          Headers.of("Content-Type", "application/json"),
          200,
          Json.text(
              Map.of(
                  "token_type",
                  "Bearer",
                  "access_token",
                  token,
                  "id_token",
                  token,
                  "expires_in",
                  300)),
          null);
    }
  }

  /** Refuses to renew, when it is told to. */
  private final class NoRenewal implements Route {
    @Override
    public boolean match(OAuth2HttpRequest request) {
      return !renews
          && request.getBody() != null
          && request.getBody().contains("grant_type=refresh_token");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      return new OAuth2HttpResponse(
          Headers.of("Content-Type", "application/json"),
          400,
          "{\"error\":\"invalid_grant\"}",
          null);
    }
  }

  /** Starts it with a login page; tokens that come from there last for this long. */
  public Provider(Duration lasts) {
    this(lasts, true);
  }

  /**
   * Starts it.
   *
   * @param asks whether it shows its login page, or lets everybody in as {@code ann}
   */
  public Provider(Duration lasts, boolean asks) {
    OAuth2TokenCallback callback =
        new DefaultOAuth2TokenCallback(
            ISSUER,
            "ann",
            "JWT",
            List.of(CLIENT),
            Map.of("name", "Ann Smith", "groups", List.of("finance"), "sid", "session-of-ann"),
            lasts.toSeconds());
    server =
        new MockOAuth2Server(
            new OAuth2Config(
                asks,
                null,
                null,
                false,
                new OAuth2TokenProvider(keys, Instant::now),
                Set.of(callback),
                new NettyWrapper()),
            made,
            new NoRenewal());
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  /** An RSA key of this name. */
  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(id)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its address, as tokens have it. */
  public String issuer() {
    return server.issuerUrl(ISSUER).toString();
  }

  /** Where its keys are. */
  public String jwks() {
    return server.jwksUrl(ISSUER).toString();
  }

  /** The key that it signs with. */
  public RSAKey key() {
    return keys.current;
  }

  /** From now on it signs with another key, and knows no earlier one. */
  public void changeKey() {
    keys.current = rsa(UUID.randomUUID().toString());
  }

  /** Claims of a token as they have to be; a test changes one of them. */
  public JWTClaimsSet.Builder claims(String subject) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(subject)
        .audience(CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .jwtID(UUID.randomUUID().toString());
  }

  /** A token with these claims, signed with its key. */
  public String token(JWTClaimsSet.Builder claims) {
    return signed(claims, "JWT", key());
  }

  /** A token of this type, signed with any key. */
  public static String signed(JWTClaimsSet.Builder claims, String type, RSAKey key) {
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    SignedJWT jwt = new SignedJWT(header.build(), claims.build());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  /** The next login gets tokens for somebody else. */
  public void nextIsFor(String audience) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            ISSUER, "ann", "JWT", List.of(audience), Map.of("aud", audience), 300));
  }

  /** The tokens of the next login last for this long. */
  public void nextLasts(Duration lasts) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            ISSUER, "ann", "JWT", List.of(CLIENT), Map.of(), lasts.toSeconds()));
  }

  /** From now on ID tokens are made like this, of their claims; by itself again with null. */
  public void makes(Function<JWTClaimsSet.Builder, String> idToken) {
    made.maker = idToken;
  }

  /** From now on it signs with a key that it does not show, or again with its own. */
  public void forge(boolean forges) {
    keys.forged = forges ? rsa(keys.current.getKeyID()) : null;
  }

  /** Whether it renews logins. */
  public void renews(boolean does) {
    renews = does;
  }

  /** What it would send to say that it has ended a login. */
  public JWTClaimsSet.Builder logout() {
    return claims(null)
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
