package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import dev.yera.Thorough;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks that are not what they were, or not what a page knows, or more than it was made for. */
@InBrowser
@Thorough
class BecomingPageIT {
  private final Window window;

  BecomingPageIT(PageWorld world) {
    window = world.window();
  }

  private Locator blocks(String kind) {
    return window.page().locator(".blocks " + kind);
  }

  /** Answers all but the last question. */
  private void open() {
    window.open("/apps/page.becomes");
    window.shows("Loading");
    window.say("this one");
    window.field("Sure").check();
    window.button("Submit").click();
    window.shows("Enough?");
  }

  @Test
  void aBlockOfAnotherTypeTakesThePlaceOfTheOneOfItsId() {
    open();
    assertThat(blocks("> .block").nth(1)).hasText("No table any more.");
    assertThat(blocks(".spinner, .table")).hasCount(0);
    assertThat(blocks("> .block").nth(3)).hasText("It was asked.");
    window.shows("The form has ['first', 'second'].");
    assertThat(blocks("input[type=range]")).hasCount(0);
    window.shows("No columns.");
    window.shows("on its own");
    assertThat(window.text("in a column")).hasCount(0);
    window.shows("not asked");
    assertThat(window.line()).hasCount(1);
    window.isAccessible();

    String before = blocks("").first().innerText();
    window.page().reload();
    window.shows("Enough?");
    assertThat(blocks("").first().innerText()).isEqualTo(before);
    window.line().fill("yes");
    window.line().press("Enter");
    window.hasEnded();
    window.hasNoComplaints();
  }

  @Test
  void aBlockOfAKindToComeShowsItsWords() {
    open();
    window.shows("What it says");
    window.shows("What it is called");
    window.shows("What it shows");
    assertThat(window.text("\"more\": 1")).isHidden();
    blocks(".unknown summary").first().click();
    window.shows("\"more\": 1");
  }

  @Test
  void howeverManyColumnsAndTabsThereAreEachChildIsInItsOwn() {
    open();
    assertThat(blocks(".column"))
        .hasText(
            IntStream.rangeClosed(1, 14)
                .mapToObj(k -> ("column " + k).repeat(k == 1 ? 2 : 1))
                .toArray(String[]::new));
    Locator wide = blocks(".columns").last();
    assertThat((boolean) wide.evaluate("(each) => each.scrollWidth > each.clientWidth")).isFalse();
    assertThat(blocks("[role=tabpanel]"))
        .hasText(
            IntStream.rangeClosed(1, 60)
                .mapToObj(k -> ("tab " + k).repeat(k == 1 ? 2 : 1))
                .toArray(String[]::new));
  }

  @Test
  void theChartsOfAnEarlierRunAreReleased() {
    open();
    assertThat(blocks(".chart canvas")).isVisible();
    assertThat(blocks(".vega svg")).isVisible();
    window
        .page()
        .evaluate(
            """
            () => {
              const all = document.querySelector('yera-app').shadowRoot.querySelectorAll('.chart');
              window.earlier = [...all].map((each) => new WeakRef(each));
            }
            """);
    window.line().fill("yes");
    window.line().press("Enter");
    window.hasEnded();
    window.button("Run again").click();
    window.shows("Loading");
    CDPSession browser = window.page().context().newCDPSession(window.page());
    await()
        .until(
            () -> {
              browser.send("HeapProfiler.collectGarbage");
              return window
                  .page()
                  .evaluate("earlier.every((each) => each.deref() === undefined)")
                  .equals(true);
            });
  }
}
