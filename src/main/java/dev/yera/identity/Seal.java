package dev.yera.identity;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands a browser something to keep that only this server can read and nobody can change. With a
 * secret all servers that have it can, so that it does not matter which one is asked next.
 */
final class Seal {
  private static final int BITS = 256;
  private static final String USE = "yera login cookies ";

  private final SecretKey key;

  /**
   * With a key made of this secret; of chance, if it is empty.
   *
   * @param who lets in by what is sealed: with another one the same secret makes another key
   */
  Seal(String secret, String who) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      bytes = new byte[BITS / 8];
      new SecureRandom().nextBytes(bytes);
    }
    try {
      key =
          new ConcatKDF("SHA-256")
              .deriveKey(
                  new SecretKeySpec(bytes, "AES"),
                  BITS,
                  (USE + who).getBytes(StandardCharsets.UTF_8));
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Seals it for one purpose. */
  String close(String purpose, JWTClaimsSet.Builder content) {
    EncryptedJWT sealed =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            content.audience(purpose).build());
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /** What was sealed for this purpose; empty for all that was not. */
  Optional<JWTClaimsSet> open(String purpose, String sealed) {
    try {
      EncryptedJWT jwt = EncryptedJWT.parse(sealed);
      if (!JWEAlgorithm.DIR.equals(jwt.getHeader().getAlgorithm())
          || !EncryptionMethod.A256GCM.equals(jwt.getHeader().getEncryptionMethod())) {
        return Optional.empty();
      }
      jwt.decrypt(new DirectDecrypter(key));
      return Optional.ofNullable(jwt.getJWTClaimsSet())
          .filter(claims -> claims.getAudience().equals(List.of(purpose)));
    } catch (ParseException | JOSEException | RuntimeException notOurs) {
      // The library throws anything at what others have made up (seen: NullPointerException).
      return Optional.empty();
    }
  }
}
