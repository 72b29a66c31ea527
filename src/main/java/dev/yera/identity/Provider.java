package dev.yera.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.as.ReadOnlyAuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer: what it says of itself, and its keys. Asked when it is needed for the first time, and
 * again until it answers, so that neither has to be started before the other. Thread-safe.
 */
final class Provider {
  /** Signed by a key that only the issuer has: no {@code none}, nothing shared. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  static final int TIMEOUT_MILLIS = 5_000;
  private static final int LARGEST = 512 * 1024;
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

  private final URI issuer;
  private final Optional<URI> jwks;
  private Found found;
  private long failedAt;
  private IOException failure;

  private record Found(
      ReadOnlyAuthorizationServerMetadata metadata, JWKSource<SecurityContext> keys) {}

  /**
   * The one of this name.
   *
   * @param jwks where its keys are; empty if its metadata say it
   */
  Provider(URI issuer, Optional<URI> jwks) {
    this.issuer = issuer;
    this.jwks = jwks;
  }

  Issuer issuer() {
    return new Issuer(issuer);
  }

  /**
   * What an OpenID provider says of itself.
   *
   * @throws IOException if it cannot be had now
   */
  OIDCProviderMetadata metadata() throws IOException {
    Found here = found();
    if (here.metadata() instanceof OIDCProviderMetadata metadata) {
      return metadata;
    }
    // Or what it says of that came too late: it is asked again.
    throw failed(new IOException(issuer + " is no OpenID provider"));
  }

  /**
   * Finds the key of a signature. Keys are fetched again when one is unknown, so that they can be
   * changed; how often is bounded.
   *
   * @throws IOException if it cannot be known now where the keys are
   */
  JWSVerificationKeySelector<SecurityContext> keySelector() throws IOException {
    return new JWSVerificationKeySelector<>(ALGORITHMS, keys());
  }

  JWKSource<SecurityContext> keys() throws IOException {
    return found().keys();
  }

  private synchronized Found found() throws IOException {
    if (found != null) {
      return found;
    }
    if (failure != null && System.nanoTime() - failedAt < AGAIN.toNanos()) {
      throw new IOException(failure.getMessage(), failure);
    }
    try {
      found = find();
      return found;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private synchronized IOException failed(IOException why) {
    found = null;
    failure = why;
    failedAt = System.nanoTime();
    return why;
  }

  private Found find() throws IOException {
    if (jwks.isPresent()) {
      return new Found(null, source(jwks.get()));
    }
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(issuer(), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      return new Found(metadata, source(metadata.getJWKSetURI()));
    } catch (GeneralException | IOException noOpenIdProvider) {
      try {
        AuthorizationServerMetadata metadata =
            AuthorizationServerMetadata.resolve(issuer(), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        return new Found(metadata, source(metadata.getJWKSetURI()));
      } catch (GeneralException | IOException e) {
        IOException both = new IOException("The metadata of %s cannot be had".formatted(issuer), e);
        both.addSuppressed(noOpenIdProvider);
        throw both;
      }
    }
  }

  private static JWKSource<SecurityContext> source(URI uri) throws IOException {
    URL url = uri.toURL();
    return JWKSourceBuilder.create(
            url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST))
        .refreshAheadCache(false) // it would keep threads that outlive the application
        .cache(true)
        .retrying(true)
        .outageTolerant(OUTAGE_MILLIS)
        .build();
  }
}
