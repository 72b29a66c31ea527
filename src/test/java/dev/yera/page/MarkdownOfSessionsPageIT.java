package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.yera.Thorough;
import org.junit.jupiter.api.Test;

/** Markdown in the page of a session. */
@InBrowser
@Thorough
class MarkdownOfSessionsPageIT {
  private final Window window;

  MarkdownOfSessionsPageIT(PageWorld world) {
    window = world.window();
  }

  @Test
  void aLinkToAPartGoesThereOnThisPage() {
    window.open("/apps/page.parts");
    window.hasEnded();
    Locator parts = window.page().locator(".markdown :is(h2, h3)");
    String address = window.page().url();
    for (String[] each :
        new String[][] {{"to two", "Part two: Größe & 部"}, {"to the second", "Twice"}}) {
      window.text(each[0]).click();
      assertThat(parts.filter(new Locator.FilterOptions().setHasText(each[1])).last()).isFocused();
      assertThat(parts.filter(new Locator.FilterOptions().setHasText(each[1])).last())
          .isInViewport();
    }
    window.text("to nowhere").press("Enter");
    assertThat(window.page()).hasURL(address);
    assertThat(window.page().context().pages()).hasSize(1);
    assertThat(window.text("elsewhere")).hasAttribute("target", "_blank");
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void aSessionLooksTheSameAfterAReload() {
    window.open("/apps/page.typist");
    window.hasEnded();
    hasItsColours();
    String before = window.page().locator("yera-app .blocks").innerHTML();
    window.page().reload();
    window.hasEnded();
    assertThat(window.page().locator("[data-unfinished]")).hasCount(0);
    hasItsColours();
    assertThat(window.page().locator("yera-app .blocks").innerHTML().replaceAll("yera-\\d+", "id"))
        .isEqualTo(before.replaceAll("yera-\\d+", "id"));
  }

  /** They come when the text rests. */
  private void hasItsColours() {
    assertThat(window.page().locator(".hljs-keyword")).hasCount(4);
  }
}
