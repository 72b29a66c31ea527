package dev.yera.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells the requests by which the server warms up from those of everybody else. What they show is
 * made anew for each rehearsal, is only in this memory, and lets in to the stage only: to apps that
 * do nothing, and to sessions that these requests created. Thread-safe.
 */
@ApplicationScoped
public class Rehearsals {
  /** The header that has it. */
  public static final String HEADER = "Yera-Rehearsal";

  private static final int BYTES = 32;

  private volatile Optional<Now> now = Optional.empty();

  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  private record Now(byte[] pass, Runnable interrupted) {}

  /**
   * Begins one.
   *
   * @param interrupted is run at each request of somebody else, health and scrapers apart; must not
   *     wait
   * @return what the header of its requests has to have
   */
  public String begin(Runnable interrupted) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String pass = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    now = Optional.of(new Now(bytes(pass), interrupted));
    return pass;
  }

  /** From now on nothing is a request of it. */
  public void end() {
    now = Optional.empty();
  }

  /** Who calls, if it is the server itself. */
  Optional<Admission> admit(HttpServletRequest request) {
    Optional<Now> current = now;
    if (current.isEmpty()) {
      return Optional.empty();
    }
    String shown = request.getHeader(HEADER);
    return shown != null && MessageDigest.isEqual(current.get().pass(), bytes(shown))
        ? Optional.of(Admission.of(new Rehearser()))
        : Optional.empty();
  }

  /** Somebody else calls. */
  void interrupt() {
    now.ifPresent(each -> each.interrupted().run());
  }

  /** How such a request has arrived, to whatever address: nobody else is to have its answer. */
  static Arrival arrival(HttpServletRequest request) {
    return new Arrival(
        request.getScheme() + "://" + request.getHeader("Host"), false, request.getRemoteAddr());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
