package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.yera.event.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chat stays as quick as it was, however long it becomes. */
@InBrowser
class LongChatPageIT {
  private static final int TURNS = 300;

  private final Window window;

  LongChatPageIT(PageWorld world) {
    window = world.window();
  }

  /** What the browser looks at again is counted, not timed. */
  @Test
  void anAnswerCostsNoLookAtAllThatCameBefore() {
    window.open("/apps/page.chat?count=" + TURNS);
    window.button("Start").click();
    Locator line = window.page().locator(".chat-foot textarea");
    answered(line, "one");
    Browser browser = window.page().context().browser();
    browser.startTracing(
        window.page(),
        new Browser.StartTracingOptions().setCategories(List.of("devtools.timeline")));
    answered(line, "two");
    List<Long> looks = looks(browser.stopTracing());
    assertThat(looks).isNotEmpty();
    assertThat(looks.stream().mapToLong(each -> each).sum()).isLessThan(TURNS);
    window.hasNoComplaints();
  }

  private void answered(Locator line, String words) {
    line.fill(words);
    line.press("Enter");
    assertThat(window.text("You said " + words + ".")).isVisible();
    assertThat(window.button("Send")).isVisible();
    assertThat(line).hasValue("");
  }

  /** Of how many elements each look of the browser was. */
  private static List<Long> looks(byte[] trace) {
    List<?> events = (List<?>) ((Map<?, ?>) Json.read(trace)).get("traceEvents");
    return events.stream()
        .map(each -> (Map<?, ?>) each)
        .filter(each -> "UpdateLayoutTree".equals(each.get("name")))
        .flatMap(each -> Optional.ofNullable((Map<?, ?>) each.get("args")).stream())
        .flatMap(each -> Optional.ofNullable((Long) each.get("elementCount")).stream())
        .toList();
  }
}
