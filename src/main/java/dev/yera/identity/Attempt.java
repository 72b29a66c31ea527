package dev.yera.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * A login that has begun, as the browser keeps it under seal until its user comes back.
 *
 * @param state comes back with the user: it is this browser's login
 * @param nonce comes back in the token: it is this login's token
 * @param verifier shows the provider that who asks for the token is who began
 * @param back the path to go to then
 */
record Attempt(State state, Nonce nonce, CodeVerifier verifier, String back) {
  /** How long people take to log in. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  static Attempt begin(String back) {
    return new Attempt(new State(), new Nonce(), new CodeVerifier(), back);
  }

  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .claim("state", state.getValue())
        .claim("nonce", nonce.getValue())
        .claim("verifier", verifier.getValue())
        .claim("back", back)
        .expirationTime(Date.from(Instant.now().plus(PATIENCE)));
  }

  /** The one that was kept here, if it is not too old. */
  static Optional<Attempt> of(JWTClaimsSet claims) {
    try {
      if (claims.getExpirationTime().toInstant().isBefore(Instant.now())) {
        return Optional.empty();
      }
      return Optional.of(
          new Attempt(
              new State(claims.getStringClaim("state")),
              new Nonce(claims.getStringClaim("nonce")),
              new CodeVerifier(claims.getStringClaim("verifier")),
              claims.getStringClaim("back")));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
