package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A window on a page, in the words of who looks at it. */
record Window(Page page, String url, List<String> complaints, Traffic traffic) {
  /** How long the work of {@link #onThisMachine} takes on a quiet machine. */
  private static final double QUIET_MILLIS = 15;

  /** A page that does not answer at all must not hide why its test failed. */
  private static final double REPORT_MILLIS = 10_000;

  Window(Page page, String url) {
    this(page, url, new ArrayList<>(), new Traffic(page));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.addInitScript(
        """
        window.told = [];
        for (const name of ['yera-start', 'yera-exit', 'yera-error']) {
          addEventListener(name, (e) => window.told.push([name, e.detail]));
        }
        window.longTasks = [];
        new PerformanceObserver((list) =>
          list.getEntries().forEach((e) => window.longTasks.push(Math.round(e.duration)))
        ).observe({ entryTypes: ['longtask'] });
        """);
  }

  /** As in a browser that has no workers for several tabs. */
  Window withoutWorkers() {
    page.addInitScript("delete window.SharedWorker");
    return this;
  }

  /** Once more where the machine's network changed under it, which is none of the page's. */
  Window open(String path) {
    try {
      page.navigate(url + path);
    } catch (PlaywrightException e) {
      if (!e.getMessage().contains("ERR_NETWORK_CHANGED")) {
        throw e;
      }
      page.navigate(url + path);
    }
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** What is seen: not what is told to screen readers, which is there a moment later. */
  Locator text(String text) {
    return page.getByText(text).and(page.locator(":not(.spoken *)"));
  }

  /** The line of an open text question. */
  Locator line() {
    return page.locator(".text_input:not([data-state]) textarea");
  }

  /** The address at which who has no other right may look at its session, or answer. */
  String shared(String may) {
    return (String)
        page.evaluate(
            """
            async (may) => (await (await fetch(
              `/api/sessions/${location.pathname.split('/').pop()}/shares`,
              {
                method: 'POST',
                headers: { 'Content-Type': 'application/json' },
                body: JSON.stringify({ may }),
              },
            )).json()).url
            """,
            may);
  }

  /** What became of questions that were answered. */
  Locator answers() {
    return page.locator(".answer");
  }

  /** Types into the line that has the focus: a question takes it without being clicked. */
  Window say(String words) {
    assertThat(line()).isFocused();
    page.keyboard().type(words);
    page.keyboard().press("Enter");
    return this;
  }

  void shows(String text) {
    assertThat(text(text).first()).isVisible();
  }

  void isAtSession() {
    assertThat(page).hasURL(Pattern.compile(".*/sessions/[0-9a-f-]{36}$"));
  }

  void hasEnded() {
    assertThat(button("Run again")).isVisible();
    assertThat(page.locator(".state")).hasText("Ended");
  }

  void isLive() {
    assertThat(page.locator(".state")).hasText("Live");
  }

  /** No script error, no violation of the policy, nothing that could not be loaded. */
  void hasNoComplaints() {
    assertThat(complaints).isEmpty();
  }

  /** All markup of the page, with what is in shadow roots, and what stands in its fields. */
  String markup() {
    return (String)
        page.evaluate(
            """
            () => {
              const all = (root) =>
                [...root.querySelectorAll('*')]
                  .map((each) => `${each.shadowRoot ? each.shadowRoot.innerHTML + all(each.shadowRoot) : ''} ${each.value ?? ''}`)
                  .join('');
              return document.documentElement.outerHTML + all(document);
            }
            """);
  }

  /** What is known of it when a test has failed. */
  String report() {
    return "%s%ncomplaints: %s%n%s%n%s".formatted(page.url(), complaints, traffic, shown());
  }

  private String shown() {
    try {
      return page.locator("body")
          .ariaSnapshot(new Locator.AriaSnapshotOptions().setTimeout(REPORT_MILLIS));
    } catch (PlaywrightException gone) {
      return "it shows nothing: " + gone.getMessage();
    }
  }

  /** Nothing that axe-core finds, of any rule it has. */
  void isAccessible() {
    var violations =
        new AxeBuilder(page)
                // Frames need its other mode, which opens a page more.
                .setLegacyMode(page.frames().size() == 1)
                .analyze()
                .getViolations()
                .stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes())
                .toList();
    assertThat(violations).isEmpty();
  }

  /**
   * How long something may take here and now that is promised in milliseconds: as much longer as a
   * piece of the browser's work takes longer than on a quiet machine.
   */
  int onThisMachine(int promisedMillis) {
    Object millis =
        page.evaluate(
            """
            () => {
              const times = 20;
              const begin = performance.now();
              for (let n = 0; n < times; n += 1) {
                const block = document.createElement('div');
                for (let i = 0; i < 1000; i += 1) {
                  block.append(Object.assign(document.createElement('p'), { textContent: i }));
                }
                document.body.append(block);
                block.getBoundingClientRect();
                block.remove();
              }
              return (performance.now() - begin) / times;
            }
            """);
    double slowness = Math.max(1, ((Number) millis).doubleValue() / QUIET_MILLIS);
    return (int) (promisedMillis * slowness);
  }

  /** Where the focus is, looking into the element. */
  String focused() {
    return (String)
        page.evaluate(
            """
            () => {
              const at = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
              return at.textContent || at.labels?.[0]?.textContent || at.tagName;
            }
            """);
  }
}
