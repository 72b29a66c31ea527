package dev.yera.page;

import static dev.yera.Patience.PATIENCE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tests of pages need, once for all of them: a browser, the server, a page elsewhere. */
final class PageWorld implements AutoCloseable {
  /** The one that can show no window comes first: it needs half of the processor's time. */
  private static final List<String> CHROMIUM =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");

  private final Playwright playwright;
  private final Browser browser;
  private final Portal portal;
  private final PageServer server;
  private History history;
  private final List<BrowserContext> open = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();

  PageWorld() throws IOException {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium().orElseThrow())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    portal = new Portal();
    server =
        PageServer.start(
            Path.of(System.getProperty("yera.war")),
            Map.of(
                "YERA_EMBED_ORIGINS",
                portal.origin(),
                "YERA_EMBED_FRAME_ANCESTORS",
                "https://*.frames.example"),
            "/api/apps");
    portal.show(server.url());
  }

  /** The browser of this machine. */
  static Optional<Path> chromium() {
    return Stream.concat(
            Optional.ofNullable(System.getenv("YERA_BROWSER")).stream(), CHROMIUM.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The server's address, without a slash at the end. */
  String url() {
    return server.url();
  }

  PageServer server() {
    return server;
  }

  Portal portal() {
    return portal;
  }

  /** A server with stored sessions, started when the first test needs it. */
  History history() {
    if (history == null) {
      try {
        history = new History();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return history;
  }

  /** A new window, as of a user who was never here. */
  Window window() {
    return window(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  Window window(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout((double) PATIENCE.toMillis());
    open.add(context);
    return window(context);
  }

  /** A second window of the same user. */
  Window another(Window first) {
    return window(first.page().context());
  }

  private Window window(BrowserContext context) {
    Window window = new Window(context.newPage(), url());
    windows.add(window);
    return window;
  }

  /** What the open windows show, for who has to find out why a test failed. */
  String report() {
    return windows.stream().map(Window::report).collect(Collectors.joining("\n\n"));
  }

  void closeWindows() {
    open.forEach(BrowserContext::close);
    open.clear();
    windows.clear();
  }

  @Override
  public void close() {
    closeWindows();
    server.close();
    if (history != null) {
      history.close();
    }
    portal.close();
    browser.close();
    playwright.close();
  }
}
