package dev.yera.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Sees the target of each request before Payara does, and replaces one that Payara cannot decode:
 * for {@code %zz} it logs a trace and answers 200 without a body, for bytes that are no UTF-8 400
 * without one, and no filter, valve or error page is asked (measured). So it does for a {@code
 * Host} without a name, or with a port that is no number; in its place comes a name that is
 * nobody's. And where a request offers to change the protocol ({@code Upgrade}, as Java's own
 * client does), it leaves type and length out of the answer; such an answer gets them back.
 * Payara's HTTP server, Grizzly, tells a probe of each request first. On other servers, and where
 * Payara has changed, nothing happens, and the container answers as it does.
 *
 * <p>Server: Payara 6.2025 (Grizzly 4). Test: {@code HostilePathIT}.
 */
public final class GrizzlyTargets implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GrizzlyTargets.class.getName());
  private static final String SERVER = "org.glassfish.grizzly.http.server.";

  private static final String HOST = "Host";
  private static final Pattern READABLE_HOST = Pattern.compile("(\\[[^]]*]|[^:\\[]+)(:\\d{0,5})?");
  private static final String NOBODYS_HOST = "unreadable.invalid";

  private final String context;
  private final byte[] replacement;
  private final GrizzlyProbes probes = new GrizzlyProbes();

  private Method packet;
  private Method target;
  private Method decoded;
  private Method text;
  private Method replace;
  private Method header;
  private Method headers;
  private Method valueOf;
  private Method setText;
  private Method leaveOut;

  private GrizzlyTargets(String context, String path) {
    this.context = context + "/";
    this.replacement = (context + path).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Starts watching.
   *
   * @param context the context path of this application; other targets are not changed
   * @param path the path below it that replaces undecodable ones
   */
  public static GrizzlyTargets watch(String context, String path) {
    GrizzlyTargets targets = new GrizzlyTargets(context, path);
    try {
      targets.find();
    } catch (ClassNotFoundException another) {
      LOG.info("The server itself answers requests with undecodable paths: it is not Payara");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "The server itself answers requests with undecodable paths", e);
    }
    return targets;
  }

  private void find() throws ReflectiveOperationException {
    Class<?> uri = GrizzlyProbes.type("org.glassfish.grizzly.http.util.RequestURIRef");
    packet = GrizzlyProbes.type(SERVER + "Request").getMethod("getRequest");
    target = packet.getReturnType().getMethod("getRequestURIRef");
    header = packet.getReturnType().getMethod("getHeader", String.class);
    headers = packet.getReturnType().getMethod("getHeaders");
    valueOf = headers.getReturnType().getMethod("getValue", String.class);
    setText = valueOf.getReturnType().getMethod("setString", String.class);
    leaveOut = packet.getReturnType().getMethod("setIgnoreContentModifiers", boolean.class);
    text = uri.getMethod("getURI");
    decoded = uri.getMethod("getDecodedRequestURIBC");
    replace = uri.getMethod("init", byte[].class, int.class, int.class);
    probes.listen(
        GrizzlyProbes.SERVER,
        SERVER + "HttpServerFilter",
        (event, words) -> {
          if (event.equals("onRequestReceiveEvent")) {
            received(words[words.length - 1]);
          }
        });
  }

  private void received(Object request) throws ReflectiveOperationException {
    Object asked = packet.invoke(request);
    Object uri = target.invoke(asked);
    String path = (String) text.invoke(uri);
    if (path.startsWith("/") && !path.startsWith(context)) {
      return; // what is no path is nobody's: whoever is asked first refuses it
    }
    leaveOut.invoke(asked, false);
    try {
      decoded.invoke(uri);
    } catch (InvocationTargetException undecodable) {
      replace.invoke(uri, replacement, 0, replacement.length);
    }
    if (header.invoke(asked, HOST) instanceof String host
        && !READABLE_HOST.matcher(host.strip()).matches()) {
      // Of a chunked body, what is set by the name of a header goes to those behind the body.
      setText.invoke(valueOf.invoke(headers.invoke(asked), HOST), NOBODYS_HOST);
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    probes.close();
  }
}
