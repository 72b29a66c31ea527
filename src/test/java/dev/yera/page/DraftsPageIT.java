package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** What was typed and not sent. */
@InBrowser
class DraftsPageIT {
  private final Window window;

  DraftsPageIT(PageWorld world) {
    window = world.window();
  }

  @Test
  void anOpenQuestionKeepsWhatWasTypedOverAReload() {
    window.open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    window.page().keyboard().type("half a na");
    window.page().reload();
    assertThat(window.line()).hasValue("half a na");
    window.line().fill("a name");
    window.button("Send").click();
    assertThat(window.answers().first()).containsText("a name");
    await().until(() -> drafts() == 0);
  }

  @Test
  void whoHasChosenAnotherOptionFindsThatOne() {
    window.open("/apps/page.everything").say("Ada");
    window.button("Great").click();
    window.page().locator(".slider:not([data-state]) [type=submit]").click();
    window.page().locator(".date_picker:not([data-state]) [type=submit]").click();
    window.page().getByLabel("Second").check();
    window.page().getByLabel("First").check();
    window.page().reload();
    assertThat(window.page().getByLabel("First")).isChecked();
    window.page().getByLabel("Second").check();
    window.page().reload();
    assertThat(window.page().getByLabel("Second")).isChecked();
    assertThat(drafts()).isOne();
  }

  @Test
  void theStartFormKeepsWhatWasTypedOverAReload() {
    window.open("/apps/page.parameters");
    window.page().getByLabel("Word").fill("hello");
    window.page().getByLabel("Loud").uncheck();
    window.page().reload();
    assertThat(window.page().getByLabel("Word")).hasValue("hello");
    assertThat(window.page().getByLabel("Loud")).not().isChecked();
    window.button("Start").click();
    window.shows("\"word\": \"hello\"");
    await().until(() -> drafts() == 0);
  }

  @Test
  void whatIsSecretIsNotKept() {
    window.open("/apps/page.everything");
    assertThat(window.line()).isVisible();
    window
        .page()
        .evaluate(
            """
            () => {
              const block = document.querySelector('yera-app').shadowRoot.querySelector('[data-block]');
              const secret = Object.assign(document.createElement('input'), { type: 'password' });
              block.append(secret);
              secret.value = 'hush';
              secret.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);
    assertThat(drafts()).isZero();
  }

  private int drafts() {
    return (int)
        window
            .page()
            .evaluate(
                "Object.keys(sessionStorage).filter((key) => key.startsWith('yera-draft')).length");
  }
}
