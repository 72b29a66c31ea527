package dev.yera.model;

import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Why there is no connection to a provider, for operators: what the JDK throws names the cause only
 * to those who know the JDK, and some of it only far down.
 */
final class Unreachable {
  private static final int DEEPEST = 10;

  private final List<Throwable> chain;

  Unreachable(Throwable fault) {
    chain = Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
  }

  /** Whether somebody was there, but no encryption with them came about. */
  boolean isInsecure() {
    return is(SSLException.class);
  }

  /** The cause in words, where it is a known one, and in the JDK's. */
  String why(String host) {
    String thrown = chain.get(0).toString();
    Throwable root = chain.get(chain.size() - 1);
    String told = root.getMessage() == null ? root.toString() : root.getMessage();
    String all = thrown.contains(told) ? thrown : thrown + ": " + root;
    return words(host).map(words -> words + " (" + all + ")").orElse(all);
  }

  private Optional<String> words(String host) {
    if (is(CertificateExpiredException.class)) {
      return Optional.of("its certificate has expired");
    }
    if (is(CertificateNotYetValidException.class)) {
      return Optional.of("its certificate is not valid yet");
    }
    if (is(CertPathBuilderException.class)) {
      return Optional.of("its certificate is of nobody whom this server's Java trusts");
    }
    if (says("No subject alternative") || says("No name matching")) {
      return Optional.of("its certificate does not match the host " + host);
    }
    if (says("nrecognized SSL message")) {
      return Optional.of("what is there does not speak TLS, as an address with https needs it");
    }
    if (is(UnknownHostException.class) || is(UnresolvedAddressException.class)) {
      return Optional.of("the host " + host + " is not known");
    }
    return Optional.empty();
  }

  private boolean is(Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  private boolean says(String words) {
    return chain.stream()
        .anyMatch(each -> each.getMessage() != null && each.getMessage().contains(words));
  }
}
