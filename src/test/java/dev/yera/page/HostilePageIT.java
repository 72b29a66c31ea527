package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An app's text is text, wherever it can say something. */
@InBrowser
class HostilePageIT {
  private final Window window;
  private final List<String> elsewhere = new ArrayList<>();

  HostilePageIT(PageWorld world) {
    window = world.window();
    window
        .page()
        .onRequest(
            request -> {
              if (!request.url().startsWith(window.url())) {
                elsewhere.add(request.url());
              }
            });
  }

  @Test
  void noTextOfAnAppRunsAScript() {
    window.open("/");
    window.shows("<script>window.pwned=1</script> tries to run scripts.");
    window.open("/apps/page.hostile");
    assertThat(window.line()).isFocused();
    window.line().fill("<img src=x onerror=window.pwned=1>");
    window.line().press("Enter");
    window.page().locator(".buttons:not([data-state]) button").first().click();
    window.page().locator(".slider:not([data-state]) [type=submit]").click();
    window.page().locator(".date_picker:not([data-state]) input").fill("2026-01-01");
    window.page().locator(".date_picker:not([data-state]) [type=submit]").click();
    window.page().locator(".form .choice").click();
    window.page().locator(".form [type=submit]").click();
    window.hasEnded();
    window.button("Diagnostics").click();
    window.shows("stderr");

    Locator blocks = window.page().locator("yera-app .blocks");
    assertThat(
            blocks.locator("script, svg, iframe, style, math, object, [onerror], [style*=fixed]"))
        .hasCount(0);
    assertThat(blocks.locator("img, .markdown form")).hasCount(0);
    assertThat(blocks.locator("a[href^='javascript'], a[href^='data']")).hasCount(0);
    assertThat(window.page().evaluate("window.pwned === undefined")).isEqualTo(true);
    assertThat(elsewhere).isEmpty();
    window.hasNoComplaints();
  }
}
