package dev.yera.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.yera.settings.ProviderSettings;
import dev.yera.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * This server as a client of an OpenID provider: what is said to it, and what is believed of what
 * it says.
 */
final class OidcClient {
  /**
   * However long a token lasts: a login that was ended must not stay for long where it was kept.
   */
  private static final Duration LONGEST = Duration.ofHours(12);

  private final Provider provider;
  private final ClientID client;
  private final String secret;
  private final Scope scope;
  private final String groupsClaim;

  OidcClient(Settings settings, String secret) {
    provider =
        new Provider(Addresses.required(settings, ProviderSettings.OIDC_ISSUER), Optional.empty());
    client = new ClientID(Addresses.requiredText(settings, ProviderSettings.OIDC_CLIENT_ID));
    this.secret = secret;
    scope = new Scope(settings.get(ProviderSettings.OIDC_SCOPES).toArray(new String[0]));
    groupsClaim = settings.get(ProviderSettings.OIDC_GROUPS_CLAIM);
  }

  String issuer() {
    return provider.issuer().getValue();
  }

  /** What the provider calls this server. */
  String id() {
    return client.getValue();
  }

  /** Where a browser is sent to log in. */
  URI authorization(Attempt attempt, URI callback) throws IOException {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE), scope, client, callback)
        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
        .state(attempt.state())
        .nonce(attempt.nonce())
        .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * The login of a browser that has come back.
   *
   * @param address with what the provider has added to the callback
   * @throws RefusedLoginException if it is none
   */
  Login login(Attempt attempt, URI callback, URI address)
      throws IOException, RefusedLoginException {
    try {
      AuthenticationResponse response = AuthenticationResponseParser.parse(address);
      if (!attempt.state().equals(response.getState())) {
        throw new RefusedLoginException("It is not the login that was begun here");
      }
      if (response.getIssuer() != null && !response.getIssuer().equals(provider.issuer())) {
        throw new RefusedLoginException("It comes from another provider");
      }
      if (response instanceof AuthenticationErrorResponse failed) {
        throw refused(failed.getErrorObject());
      }
      AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
      OIDCTokens tokens = ask(new AuthorizationCodeGrant(code, callback, attempt.verifier()));
      return login(tokens, attempt.nonce(), UUID.randomUUID().toString(), Optional.empty());
    } catch (ParseException e) {
      throw new RefusedLoginException("The provider's answer cannot be read", e);
    }
  }

  /**
   * The same login for another while.
   *
   * @throws RefusedLoginException if the provider does not want that any more
   */
  Login renewed(Login login) throws IOException, RefusedLoginException {
    String token =
        login
            .refreshToken()
            .orElseThrow(() -> new RefusedLoginException("There is nothing to renew it with"));
    OIDCTokens tokens = ask(new RefreshTokenGrant(new RefreshToken(token)));
    if (tokens.getIDToken() == null) {
      // Not every provider says again who it is; that it has given a token says that it still is.
      Instant now = Instant.now();
      return login.renewed(now, until(tokens, now.plus(LONGEST)), refreshToken(tokens));
    }
    Login renewed = login(tokens, null, login.id(), Optional.of(login.since()));
    if (!renewed.subject().equals(login.subject())) {
      throw new RefusedLoginException("It has become another's");
    }
    return renewed.refreshToken().isPresent()
        ? renewed
        : renewed.renewed(renewed.from(), renewed.until(), login.refreshToken());
  }

  private OIDCTokens ask(AuthorizationGrant grant) throws IOException, RefusedLoginException {
    OIDCProviderMetadata metadata = provider.metadata();
    URI endpoint = metadata.getTokenEndpointURI();
    TokenRequest request;
    if (secret.isEmpty()) {
      request = new TokenRequest.Builder(endpoint, client, grant).build();
    } else {
      List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
      boolean post =
          methods != null
              && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
              && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
      Secret shared = new Secret(secret);
      request =
          new TokenRequest.Builder(
                  endpoint,
                  post
                      ? new ClientSecretPost(client, shared)
                      : new ClientSecretBasic(client, shared),
                  grant)
              .build();
    }
    HTTPRequest http = request.toHTTPRequest();
    http.setConnectTimeout(Provider.TIMEOUT_MILLIS);
    http.setReadTimeout(Provider.TIMEOUT_MILLIS);
    try {
      TokenResponse response = OIDCTokenResponseParser.parse(http.send());
      if (!response.indicatesSuccess()) {
        throw refused(response.toErrorResponse().getErrorObject());
      }
      if (response.toSuccessResponse() instanceof OIDCTokenResponse tokens) {
        return tokens.getOIDCTokens();
      }
      return new OIDCTokens(
          response.toSuccessResponse().getTokens().getAccessToken(),
          response.toSuccessResponse().getTokens().getRefreshToken());
    } catch (ParseException e) {
      throw new IOException("The provider's answer cannot be read", e);
    }
  }

  private static RefusedLoginException refused(ErrorObject error) {
    return new RefusedLoginException(
        "The provider says %s: %s".formatted(error.getCode(), error.getDescription()));
  }

  /**
   * The login that the tokens tell of.
   *
   * @param since when it began; empty for now. That is by the clock of the provider, which is one
   *     for all servers, and says by the same clock until when logins are ended
   */
  private Login login(OIDCTokens tokens, Nonce nonce, String id, Optional<Instant> since)
      throws IOException, RefusedLoginException {
    JWT token = tokens.getIDToken();
    if (token == null) {
      throw new RefusedLoginException("The provider does not say who it is");
    }
    try {
      IDTokenClaimsSet checked =
          new IDTokenValidator(provider.issuer(), client, provider.keySelector(), null)
              .validate(token, nonce);
      Claims claims = new Claims(token.getJWTClaimsSet().getClaims());
      return new Login(
          id,
          checked.getSubject().getValue(),
          claims.name("name"),
          claims.groups(groupsClaim),
          claims.text("sid"),
          since.orElse(checked.getIssueTime().toInstant()),
          Instant.now(),
          until(tokens, checked.getExpirationTime().toInstant()),
          refreshToken(tokens),
          Optional.of(token.serialize()));
    } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
      throw new RefusedLoginException("The provider's token cannot be believed", e);
    }
  }

  /** As long as the provider lets its token be used; it says then again whether it still holds. */
  private static Instant until(OIDCTokens tokens, Instant otherwise) {
    Instant now = Instant.now();
    long seconds = tokens.getAccessToken() == null ? 0 : tokens.getAccessToken().getLifetime();
    Instant until = seconds > 0 ? now.plusSeconds(seconds) : otherwise;
    Instant latest = now.plus(LONGEST);
    return until.isBefore(latest) ? until : latest;
  }

  private static Optional<String> refreshToken(OIDCTokens tokens) {
    return Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue);
  }

  /** Where a browser is sent to log out; empty if the provider has no such place. */
  Optional<URI> logout(Login login, URI back) throws IOException {
    URI endpoint = provider.metadata().getEndSessionEndpointURI();
    if (endpoint == null) {
      return Optional.empty();
    }
    JWT hint = null;
    try {
      hint = login.idToken().isPresent() ? JWTParser.parse(login.idToken().get()) : null;
    } catch (java.text.ParseException e) {
      throw new IOException("What was sealed here cannot be read", e);
    }
    return Optional.of(new LogoutRequest(endpoint, hint, null, client, back, null, null).toURI());
  }

  /**
   * Which login the provider has ended.
   *
   * @throws RefusedLoginException if it is not the provider who says so
   */
  LogoutTokenClaimsSet ended(String logoutToken) throws IOException, RefusedLoginException {
    try {
      return new LogoutTokenValidator(
              provider.issuer(), client, false, provider.keySelector(), null)
          .validate(SignedJWT.parse(logoutToken));
    } catch (BadJOSEException | JOSEException | java.text.ParseException | RuntimeException e) {
      throw new RefusedLoginException("The logout token cannot be believed", e);
    }
  }
}
