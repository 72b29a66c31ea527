package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.yera.Thorough;
import org.junit.jupiter.api.Test;

/** A number that no double is equal to keeps its digits on its way to the reader and back. */
@InBrowser
@Thorough
class DigitsPageIT {
  private final Window window;

  DigitsPageIT(PageWorld world) {
    window = world.window().open("/apps/page.digits");
  }

  private void start() {
    window.button("Start").click();
  }

  @Test
  void digitsAreShownAsTheyWereSaid() {
    start();
    assertThat(window.page().locator(".table td"))
        .hasText(
            new String[] {
              "1234567890123456789", "0.12345678901234567890123", "", "[9007199254740993]"
            });
    window.page().locator(".chart summary").click();
    assertThat(window.page().locator(".chart td"))
        .hasText(
            new String[] {"9007199254740993", "0.10000000000000000001", "9007199254740995", "2"});
    window.page().locator(".unknown summary").click();
    window.shows("\"n\": 1234567890123456789");
    window.hasNoComplaints();
  }

  @Test
  void whatIsAnsweredHasTheDigitsThatAreShown() {
    start();
    Locator slider = window.field("Which?");
    assertThat(window.page().locator(".limits span"))
        .hasText(new String[] {"1234567890123456780", "1234567890123456789"});
    slider.press("End");
    assertThat(window.page().locator("output")).hasText("1234567890123456789");
    slider.press("ArrowLeft");
    assertThat(slider).hasAttribute("aria-valuetext", "1234567890123456788");
    slider.press("Enter");
    window.shows("answer 1234567890123456788");
    assertThat(window.answers().first()).containsText("1234567890123456788");

    Locator fine = window.field("How fine?");
    assertThat(window.page().locator("output")).hasText("0.30000000000000000003");
    fine.press("Enter");
    window.shows("\"value\":0.30000000000000000003");
    assertThat(window.answers().last()).containsText("0.30000000000000000003");

    Locator typed = window.field("Which exactly?");
    assertThat(typed).hasValue("1234567890123456789");
    typed.fill("-01234567890123456787");
    typed.press("Enter");
    window.shows("typed -1234567890123456787");
    window.hasEnded();
    assertThat(window.answers().last()).containsText("-1234567890123456787");

    String before = window.page().locator(".blocks").innerText();
    window.page().reload();
    window.hasEnded();
    assertThat(window.page().locator(".blocks").innerText()).isEqualTo(before);
    window.hasNoComplaints();
  }

  @Test
  void aParameterHasItsDefaultToTheLastDigit() {
    assertThat(window.field("Number")).hasValue("1234567890123456789");
    start();
    window.shows("argument 1234567890123456789");
    window.open("/apps/page.digits?number=-9223372036854775808");
    start();
    window.shows("argument -9223372036854775808");
  }
}
