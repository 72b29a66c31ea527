package dev.yera.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a session is linked to others. Immutable. They may have been erased since.
 *
 * @param forkedFrom the session whose answers it was given
 * @param forks those that were given its answers, oldest first; the newest {@link #MOST}
 */
public record Links(Optional<String> forkedFrom, List<String> forks) {
  /** To no other. */
  public static final Links NONE = new Links(Optional.empty(), List.of());

  /** So many forks are remembered. */
  static final int MOST = 100;

  /** Keeps a copy of the newest. */
  public Links {
    forks = List.copyOf(forks.subList(Math.max(0, forks.size() - MOST), forks.size()));
  }

  /** Of a session that is made from this one. */
  public static Links from(String session) {
    return new Links(Optional.of(session), List.of());
  }

  /** With one fork more. */
  public Links with(String fork) {
    List<String> more = new ArrayList<>(forks);
    more.add(fork);
    return new Links(forkedFrom, more);
  }

  /** As they are stored; sessions of before have none. */
  static Links of(Object forkedFrom, Object forks) {
    List<String> ids = new ArrayList<>();
    if (forks instanceof List<?> list) {
      list.forEach(each -> ids.add((String) each));
    }
    return new Links(Optional.ofNullable((String) forkedFrom), ids);
  }
}
