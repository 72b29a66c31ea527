package dev.yera.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Some addresses, written like {@code 10.0.0.0/8}.
 *
 * @param prefix how many bits count
 */
record Network(InetAddress address, int prefix) {
  /** No name: looking one up would ask others whom to trust. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /**
   * The network of this text; one address without a slash.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(text);
    }
    return new Network(address, prefix);
  }

  /**
   * The address that is written here.
   *
   * @throws IllegalArgumentException if none is
   */
  static InetAddress address(String literal) {
    if (!LITERAL.matcher(literal).matches()) {
      throw new IllegalArgumentException(literal);
    }
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >>> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
