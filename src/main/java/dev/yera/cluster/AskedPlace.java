package dev.yera.cluster;

import dev.yera.session.Session;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Optional;

/** Another node asks for a place for a viewer of its own, instead of a stream. */
public final class AskedPlace {
  private static final String ATTRIBUTE = AskedPlace.class.getName();

  private final String node;
  private final String name;
  private final RemoteViewers viewers;

  AskedPlace(String node, String name, RemoteViewers viewers) {
    this.node = node;
    this.name = name;
    this.viewers = viewers;
  }

  void keepIn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The one that a request asks for, if any. */
  public static Optional<AskedPlace> of(ServletRequest request) {
    return Optional.ofNullable((AskedPlace) request.getAttribute(ATTRIBUTE));
  }

  /**
   * Gives it.
   *
   * @param client what the client calls itself; null or empty for nothing
   * @throws RuntimeException those of {@link Session#open(dev.yera.stream.Watcher, long, Object)}
   */
  public void take(Session session, long after, String client) {
    viewers.left(List.of(name)); // a request whose answer was lost came before
    RemoteViewer viewer = viewers.of(node, name);
    Object key = client == null || client.isEmpty() ? viewer : client;
    viewer.begin(session.open(viewer, after, key, true));
    viewers.entered(viewer);
  }
}
