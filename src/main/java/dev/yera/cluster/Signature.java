package dev.yera.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.problem.RareWarning;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What nodes know each other by: an HMAC-SHA256 of all that a request says, its time and a nonce,
 * by the cluster's secret (contract, section 9). The time is that of the database, because clocks
 * of machines differ. Thread-safe.
 */
final class Signature {
  private static final Logger LOG = Logger.getLogger(Signature.class.getName());

  /** The header that has it: node, time, nonce, HMAC. */
  static final String HEADER = "Yera-Node";

  private static final Duration LATE = Duration.ofSeconds(30);
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NONCE_BYTES = 16;
  private static final int LONGEST = 512;
  private static final String[] NOTHING = {};

  private final SecretKeySpec key;
  private final Supplier<Instant> time;
  private final SecureRandom random = new SecureRandom();

  private final RareWarning refusals = new RareWarning(LOG);

  /** Those that were seen, oldest first, and when. */
  @GuardedBy("seen")
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  /**
   * By this secret.
   *
   * @param time the same on all nodes, more or less
   */
  Signature(String secret, Supplier<Instant> time) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.time = time;
  }

  /**
   * What a request says.
   *
   * @param target path and query
   * @param told the headers that say who calls, and for what
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Request(String method, String target, String told, byte[] body) {}

  /** The value of the header for a request of this node. */
  String of(String node, Request request) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String head = node + " " + time.get().toEpochMilli() + " " + HexFormat.of().formatHex(nonce);
    return head + " " + mac(head, request);
  }

  /** The node that sent it; empty if that is not known, or it is late, or came before. */
  Optional<String> verify(String header, Request request) {
    String[] parts = header == null || header.length() > LONGEST ? NOTHING : header.split(" ", -1);
    if (parts.length != 4) {
      return Optional.empty(); // no node of ours sent that
    }
    String head = parts[0] + " " + parts[1] + " " + parts[2];
    byte[] wanted = mac(head, request).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(wanted, parts[3].getBytes(StandardCharsets.UTF_8))) {
      return refused("it is signed by another secret than yera.cluster.secret here");
    }
    Instant sent = Instant.ofEpochMilli(Long.parseLong(parts[1])); // a node of ours wrote it
    Instant now = time.get();
    if (Duration.between(sent, now).abs().compareTo(LATE) > 0) {
      return refused("node %s signed it at %s, and here it is %s".formatted(parts[0], sent, now));
    }
    if (!isNew(parts[2], now)) {
      return refused("node %s sent it before".formatted(parts[0]));
    }
    return Optional.of(parts[0]);
  }

  /** Tells operators, not too often: whoever sent it gets a 404 like anybody. */
  private Optional<String> refused(String why) {
    refusals.tell("A request for nodes was refused: " + why);
    return Optional.empty();
  }

  private boolean isNew(String nonce, Instant now) {
    synchronized (seen) {
      // What is older than this is late anyhow, whatever its time says: up to 30 s ahead of us.
      Instant old = now.minus(LATE.multipliedBy(2));
      Iterator<Instant> times = seen.values().iterator();
      while (times.hasNext() && times.next().isBefore(old)) {
        times.remove();
      }
      return seen.putIfAbsent(nonce, now) == null;
    }
  }

  private String mac(String head, Request request) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // Each on its line, none of which has a line break, so that no two requests are one.
      String text = String.join("\n", head, request.method(), request.target(), request.told(), "");
      mac.update(text.getBytes(StandardCharsets.UTF_8));
      mac.update(request.body());
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
