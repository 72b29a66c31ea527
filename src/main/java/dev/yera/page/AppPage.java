package dev.yera.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * The page of an app: it brings along what its script would ask for first, and a few lines that
 * start the app while the script is loaded. The policy allows these lines alone, by their hash.
 */
@ApplicationScoped
public class AppPage {
  private static final String EARLY = "/pages/early.js";
  private static final String POLICY = "Content-Security-Policy";
  private static final String SCRIPTS = "script-src 'self'";

  /** Before the styles: a script behind them waits for them. */
  private static final String PLACE = "<link rel=\"stylesheet\"";

  @Inject private Bundles bundles;
  private String script;
  private String hash;

  /** For the container's proxy. */
  protected AppPage() {}

  /** That of the application. */
  @Inject
  public AppPage(ServletContext context) {
    try (InputStream in = context.getResourceAsStream(EARLY)) {
      script =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("//"))
              .map(String::strip)
              .collect(Collectors.joining("\n"));
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Sends it.
   *
   * @param resource the page without all that
   * @param known what is known of the app and the caller, as JSON
   */
  void send(String resource, String known, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store"); // it is the caller's
    response.setHeader(
        POLICY,
        response.getHeader(POLICY).replace(SCRIPTS, SCRIPTS + " 'sha256-%s'".formatted(hash)));
    String head =
        "<script type=\"application/json\" id=\"known\">%s</script>%n  <script>%s</script>%n  "
            .formatted(inScript(known), script);
    bundles.sendPage(resource, page -> insert(page, head), request, response);
  }

  private static String insert(String page, String head) {
    int at = page.indexOf(PLACE);
    return page.substring(0, at) + head + page.substring(at);
  }

  /** So that no text ends the element it stands in. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c");
  }
}
