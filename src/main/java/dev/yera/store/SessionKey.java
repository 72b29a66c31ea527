package dev.yera.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of AES-256-GCM (contract, section 8), for what belongs to one session or for the keys of
 * all. What is sealed is bound to a purpose, so that nobody can put it in another place. A sealed
 * text is a random nonce of twelve bytes, the bytes, and a tag of sixteen. Thread-safe.
 */
final class SessionKey {
  /** How much longer a sealed text is. */
  static final int OVERHEAD = 12 + 16;

  static final int SIZE = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  /** Of so many random bytes as {@link #SIZE} says. */
  SessionKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
  }

  static byte[] random() {
    byte[] bytes = new byte[SIZE];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  byte[] seal(byte[] bytes, int offset, int length, String purpose) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(bytes, offset, length);
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work in this JVM", e);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws BadSealException if it was sealed with another key or for another purpose, or has been
   *     changed
   */
  byte[] open(byte[] sealed, String purpose) throws BadSealException {
    if (sealed.length < OVERHEAD) {
      throw new BadSealException();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, purpose)
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new BadSealException();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work in this JVM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
