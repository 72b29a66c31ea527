package dev.yera.page;

import dev.yera.problem.ReaderLanguage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The scripts and styles of a page in as few files as there can be, made by the build: {@code
 * bundle/session-<hash>.js} is {@code pages/session.js} with all that it imports. Without them, as
 * where the pages are developed, the sources are served as they are.
 */
@ApplicationScoped
public class Bundles {
  private static final String FOLDER = "/bundle/";
  private static final Pattern FILE =
      Pattern.compile("/bundle/(([a-z-]+)-([A-Z0-9]{8})\\.(js|css))");
  private static final Pattern LINK =
      Pattern.compile("(src|href)=\"((?:\\.\\./)*)pages/([a-z-]+\\.(?:js|css))\"");

  /** Three digits at most, as RFC 9110 has it; and not 0. */
  private static final Pattern WEIGHT =
      Pattern.compile("(?:;q=(?:1(?:\\.0{0,3})?|0\\.(?!0{1,3}$)\\d{1,3}))?");

  private static final String GZIP = "gzip";

  /** RFC 7932. The build makes these files: for the server it would be a library more. */
  private static final String BROTLI = "br";

  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8");

  /** Under these addresses others know them: pages elsewhere, and tabs of an earlier version. */
  private static final String ELEMENT = "/yera-app.js";

  /** What runs in a thread of its own is asked for by its address. */
  private static final Map<String, String> WORKERS =
      Map.of(
          "/element/streams/worker.js", "worker.js",
          "/element/markdown/colours.js", "colours.js");

  private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

  /** The files by the names of what they are made of: {@code session.js}. */
  private final Map<String, String> byName = new ConcurrentHashMap<>();

  private ServletContext context;

  /** For the container's proxy. */
  protected Bundles() {}

  /** Those of the application. */
  @Inject
  public Bundles(ServletContext context) {
    this.context = context;
    Stream.ofNullable(context.getResourcePaths(FOLDER))
        .flatMap(Set::stream)
        .map(FILE::matcher)
        .filter(Matcher::matches)
        .forEach(file -> byName.put(file.group(2) + "." + file.group(4), file.group(1)));
  }

  /**
   * Sends a page, with its bundles instead of its sources, and with the texts of the reader's
   * language if there is a file of them.
   */
  void sendPage(String resource, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    sendPage(resource, UnaryOperator.identity(), request, response);
  }

  /** The same, with something changed in it. */
  void sendPage(
      String resource,
      UnaryOperator<String> changed,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.addHeader("Vary", "Accept-Language");
    String html = new String(read(resource), StandardCharsets.UTF_8);
    String translated = ReaderLanguage.of(request).map(each -> translated(html, each)).orElse(html);
    byte[] page = changed.apply(bundled(translated)).getBytes(StandardCharsets.UTF_8);
    response.addHeader("Vary", "Accept-Encoding");
    boolean zipped = takes(GZIP, request.getHeader("Accept-Encoding"));
    if (zipped) {
      response.setHeader("Content-Encoding", GZIP);
    }
    response.getOutputStream().write(zipped ? compressed(page) : page);
  }

  /** Scripts of modules run in their order. */
  private static String translated(String html, String language) {
    return html.replace("<html lang=\"en\"", "<html lang=\"" + language + "\"")
        .replaceFirst(
            "<script type=\"module\" src=\"((?:\\.\\./)*)pages/",
            "<script type=\"module\" src=\"$1pages/texts." + language + ".js\"></script>\n  $0");
  }

  private String bundled(String html) {
    return LINK.matcher(html).replaceAll(this::bundled);
  }

  private String bundled(MatchResult link) {
    String file = byName.get(link.group(3));
    return file == null ? "$0" : "$1=\"$2bundle/%s\"".formatted(file);
  }

  /** Answers for a file of the folder, by its name with its hash: it never changes. */
  void send(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!byName.containsValue(name)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    content(name, request, response);
  }

  /**
   * Answers for an address that stays the same from version to version.
   *
   * @return false if there is nothing of it here
   */
  boolean sendCurrent(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String worker = byName.get(WORKERS.getOrDefault(path, ""));
    if (worker != null) {
      content(worker, request, response);
      return true;
    }
    String element = byName.get("yera-app.js");
    if (path.equals(ELEMENT) && element != null) {
      response.setContentType(TYPES.get("js"));
      String script = "export * from './bundle/%s';%n".formatted(element);
      response.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
      return true;
    }
    return false;
  }

  private void content(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> coding = coding(name, request.getHeader("Accept-Encoding"));
    String tag = "\"%s%s\"".formatted(name, coding.map(each -> "-" + each).orElse(""));
    response.addHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", tag);
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] bytes =
        switch (coding.orElse("")) {
          case BROTLI -> read(brotliOf(name));
          case GZIP -> compressed.computeIfAbsent(name, this::compressedFile);
          default -> read(FOLDER + name);
        };
    response.setContentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    coding.ifPresent(each -> response.setHeader("Content-Encoding", each));
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** The smallest that a client takes of those that there are; empty for none. */
  private Optional<String> coding(String name, String accepted) {
    if (takes(BROTLI, accepted) && hasBrotli(name)) {
      return Optional.of(BROTLI);
    }
    return takes(GZIP, accepted) ? Optional.of(GZIP) : Optional.empty();
  }

  private boolean hasBrotli(String name) {
    return context.getResourcePaths(FOLDER).contains(brotliOf(name));
  }

  private static String brotliOf(String name) {
    return FOLDER + name + "." + BROTLI;
  }

  /** Whether a client takes a coding: named, and not with the weight 0. */
  static boolean takes(String coding, String accepted) {
    return Stream.ofNullable(accepted)
        .flatMap(all -> Stream.of(all.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(each -> each.replace(" ", "").replace("\t", ""))
        .anyMatch(
            each ->
                each.startsWith(coding)
                    && WEIGHT.matcher(each.substring(coding.length())).matches());
  }

  private byte[] compressedFile(String name) {
    try {
      return compressed(read(FOLDER + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compressed(byte[] all) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new SmallGzip(bytes)) {
      zip.write(all);
    }
    return bytes.toByteArray();
  }

  /** A file once for all, and pages of a few lines: it may take its time. */
  private static final class SmallGzip extends GZIPOutputStream {
    SmallGzip(ByteArrayOutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private byte[] read(String resource) throws IOException {
    try (InputStream in = context.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }
}
