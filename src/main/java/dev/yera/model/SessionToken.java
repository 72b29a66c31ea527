package dev.yera.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The word by which a session's processes are known at the gate: its id, signed with a key that
 * lives as long as this server. So nothing has to be kept of a worker that waits for its session.
 * Thread-safe.
 */
final class SessionToken {
  private static final String BEGIN = "yera-";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID = 36;

  private final SecretKeySpec key;

  SessionToken() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** The one of this session. */
  String of(UUID session) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(session.toString().getBytes(StandardCharsets.US_ASCII));
      return BEGIN
          + session
          + "-"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The session of a token; empty for one that this server did not make. */
  Optional<UUID> session(String token) {
    if (!token.startsWith(BEGIN) || token.length() < BEGIN.length() + ID) {
      return Optional.empty();
    }
    UUID session;
    try {
      session = UUID.fromString(token.substring(BEGIN.length(), BEGIN.length() + ID));
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
    byte[] right = of(session).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(right, token.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(session)
        : Optional.empty();
  }
}
