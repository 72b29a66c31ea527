package dev.yera.bench.compare;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.yera.bench.YeraServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The same chat in a page, in a browser without windows. For one thread. */
final class ChatPage implements AutoCloseable {
  /**
   * From the key to the text, by the page's own clock; whatever is drawn when, it is there then.
   */
  private static final String WATCH =
      """
      () => {
        const root = document.querySelector('yera-app').shadowRoot;
        const before = (root.textContent.match(/@\\d{16};/g) ?? []).length;
        window.firstToken = new Promise((done) => {
          let pressed = 0;
          addEventListener('keydown', () => (pressed = performance.now()), { capture: true, once: true });
          const look = new MutationObserver(() => {
            if ((root.textContent.match(/@\\d{16};/g) ?? []).length > before) {
              look.disconnect();
              done(performance.now() - pressed);
            }
          });
          look.observe(root, { subtree: true, childList: true, characterData: true });
        });
      }
      """;

  private final Playwright playwright;
  private final Browser browser;
  private final Page page;

  private ChatPage(Path chromium, YeraServer server) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
    page = browser.newPage();
    page.navigate("http://127.0.0.1:" + server.address().getPort() + "/apps/" + Chat.APP);
    input().waitFor();
  }

  /** One with its first question there; nothing if there is no browser. */
  static Optional<ChatPage> open(YeraServer server) {
    return Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .map(chromium -> new ChatPage(chromium, server));
  }

  private Locator input() {
    return page.locator("textarea").last();
  }

  /**
   * Says something and waits for the whole answer.
   *
   * @return milliseconds from Enter until the first token is in the page
   */
  double say(String text) {
    page.evaluate(WATCH);
    input().fill(text);
    input().press("Enter");
    double millis = ((Number) page.evaluate("() => window.firstToken")).doubleValue();
    page.waitForCondition(() -> input().isEditable() && input().inputValue().isEmpty());
    return millis;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
