package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Forms that forgive, and signs of life (issue 17). */
@InBrowser
class FormsPageIT {
  private final PageWorld world;

  FormsPageIT(PageWorld world) {
    this.world = world;
  }

  private static boolean isRefused(String complaint) {
    return complaint.contains("status of 422");
  }

  private static Locator problemOf(Window window, String label) {
    return window
        .page()
        .locator(".question")
        .filter(new Locator.FilterOptions().setHas(window.field(label)))
        .locator(".problem");
  }

  @Test
  void aFormComesBackWithWhatWasTypedAndSaysWhatIsWrongWhereItIs() {
    Window window = world.window().open("/apps/Forgiving.signUp");
    assertThat(window.field("Name")).isFocused();
    window.button("Submit").click();

    // What the page sees by itself: nothing is sent.
    assertThat(window.field("Name")).isFocused();
    assertThat(window.field("Name")).isInViewport();
    assertThat(problemOf(window, "Name")).hasText("Please fill this in.");
    assertThat(window.field("Name")).hasAttribute("aria-invalid", "true");
    assertThat(window.field("Seats")).hasValue("2");
    window.isAccessible();

    window.field("Name").fill("Ada");
    window.field("E-mail").fill("ada");
    window.field("Password").fill("swordfish");
    window.field("Seats").fill("1");
    window.field("Meal").selectOption("Pie");
    window.field("Bread").check();
    window.field("Note (optional)").fill("two\nlines");
    window.button("Submit").click();

    // What the server sees.
    assertThat(problemOf(window, "E-mail"))
        .hasText("This is no e-mail address, like ada@example.org.");
    assertThat(window.field("E-mail")).isFocused();
    assertThat(window.field("E-mail"))
        .hasAccessibleDescription(
            "We write once a year. This is no e-mail address, like ada@example.org.");
    window.field("E-mail").fill("ada@example.org");
    window.button("Submit").click();

    // What only the app sees, of a field and of all together.
    assertThat(problemOf(window, "I agree")).hasText("Please agree.");
    assertThat(window.field("I agree")).isFocused();
    assertThat(window.field("I agree")).isInViewport();
    assertThat(window.field("Name")).hasValue("Ada");
    assertThat(window.field("Password")).hasValue("");
    assertThat(window.field("Bread")).isChecked();
    assertThat(window.field("Note (optional)")).hasValue("two\nlines");
    window.isAccessible();
    window.field("I agree").check();
    window.field("Password").fill("swordfish");
    window.button("Submit").click();
    assertThat(window.page().locator(".form .foot .problem")).hasText("A pie is for two.");
    window.field("Seats").fill("3");
    window.field("Password").fill("swordfish");
    window.field("Password").press("Enter");

    window.shows("Ada ada@example.org 3 Pie [Bread] true 2026-12-24 9 two");
    window.hasEnded();
    assertThat(window.page().locator(".question.text_input .answer").nth(2)).containsText("••••••");
    assertThat(window.page().locator("form.form")).hasCount(1);
    assertThat(window.complaints())
        .as("but for what the server refused")
        .allMatch(FormsPageIT::isRefused);

    // Who comes later sees the same.
    Window late = world.window().open(window.page().url().replace(window.url(), ""));
    late.hasEnded();
    late.shows("Ada");
    assertThat(late.page().locator(".question.number_input .answer")).containsText("3");
    assertThat(late.markup()).contains("Ada").doesNotContain("swordfish");
  }

  @Test
  void aQuestionIsAskedAgainInItsPlace() {
    Window window = world.window().open("/apps/Forgiving.single");
    assertThat(window.field("Word")).hasValue("ab");
    assertThat(window.field("Word")).isFocused();
    window.page().keyboard().press("Enter");
    assertThat(problemOf(window, "Word")).hasText("Longer, please.");
    assertThat(window.field("Word")).hasValue("ab");
    assertThat(window.field("Word")).isFocused();
    window.field("Word").fill("abc");
    window.page().keyboard().press("Enter");

    window.field("Code").fill("12");
    window.page().keyboard().press("Enter");
    assertThat(problemOf(window, "Code")).containsText("Three digits, please.");
    assertThat(window.field("Code")).isFocused();
    window.field("Code").fill("123");
    window.page().keyboard().press("Enter");

    assertThat(window.field("Number")).hasValue("5");
    window.field("Number").fill("10");
    window.page().keyboard().press("Enter");
    assertThat(problemOf(window, "Number")).isVisible();
    window.field("Number").fill("7");
    window.page().keyboard().press("Enter");

    assertThat(window.field("Fruit")).isFocused();
    window.button("Send").click();
    assertThat(problemOf(window, "Fruit")).hasText("Please fill this in.");
    window.field("Fruit").selectOption("Pear");
    window.button("Send").click();

    window.field("Sure").check();
    window.page().keyboard().press("Enter");
    window.button("Skip").click();
    assertThat(window.button("L")).isFocused();
    window.page().keyboard().press("Enter");
    assertThat(window.field("Secret")).hasAttribute("type", "password");
    window.field("Secret").fill("swordfish");
    window.page().keyboard().press("Enter");

    window.shows("abc 123 7 Pear true null L 9");
    window.hasEnded();
    assertThat(window.page().locator(".question")).hasCount(8);
    assertThat(window.markup()).contains("abc 123 7").doesNotContain("swordfish");
    assertThat(window.complaints())
        .as("but for what the server refused")
        .allMatch(FormsPageIT::isRefused);
  }

  @Test
  void whatStandsBesideTheFieldsMayBecomeOneAndAChatMayBeAnsweredByNothing() {
    Window window = world.window().open("/apps/page.afterwards");
    window.field("Name").fill("Ada");
    window.button("Submit").click();
    window.field("Your note").fill("short");
    window.button("Submit").click();
    window.shows("Your note is short.");

    Locator box = window.field("Anything else? (optional)");
    assertThat(box).isFocused();
    assertThat(box).hasAccessibleDescription("It may be nothing.");
    window.isAccessible();
    box.press("Enter");
    window.shows("What was said is None.");
    assertThat(window.page().locator(".chat-foot .help")).isHidden();
    window.field("Your message").fill("more");
    window.field("Your message").press("Enter");
    window.shows("Then came more.");
    window.hasEnded();
  }

  @Test
  void aWizardIsOneBlockThatChanges() {
    Window window = world.window().open("/apps/Forgiving.wizard");
    Locator forms = window.page().locator("form.form:visible");
    assertThat(window.field("First name")).isFocused();
    assertThat(window.page().locator(".steps [aria-current=step]")).hasText("Who");
    assertThat(window.button("Back")).hasCount(0);
    window.field("First name").fill("Ada");
    window.field("Last name").fill("Lovelace");
    window.page().keyboard().press("Enter");

    assertThat(window.field("Nights")).isFocused();
    assertThat(forms).hasCount(1);
    window.isAccessible();
    window.field("Nights").fill("3");
    window.button("Back").click();
    assertThat(window.field("Last name")).hasValue("Lovelace");
    window.button("Submit").click();
    assertThat(window.field("Nights")).hasValue("3");
    window.button("Next").click();

    window.shows("Ada Lovelace, 3 nights");
    assertThat(forms).hasCount(1);
    window.field("All is right").check();
    window.button("Next").click();
    window.shows("Booked: Ada Lovelace, 3, true");
    window.hasEnded();
    assertThat(window.page().locator(".wizard .answer:visible")).hasCount(4);
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void threeDotsSayThatTheAppWorksAndTheLineStaysWhereItIs() {
    Window window = world.window().open("/apps/Forgiving.slow");
    assertThat(window.page().locator(".progress")).hasText(Pattern.compile("Warm.*done.*49 %"));
    assertThat(window.line()).isFocused();
    double before = window.line().boundingBox().y;
    window.say("slow");
    Locator dots = window.page().locator(".working");
    assertThat(dots).isVisible();
    assertThat(window.page().getByRole(AriaRole.STATUS).getByText("The app is working"))
        .hasCount(1);
    Locator standing = window.page().locator(".standing textarea");
    assertThat(standing).isVisible();
    window.isAccessible();
    window.shows("heard slow");
    assertThat(dots).hasCount(0);
    assertThat(standing).hasCount(0);
    assertThat(window.line()).isFocused();
    assertThat(Math.abs(window.line().boundingBox().y - before)).isLessThan(200);
    window.page().keyboard().press("Enter");
    assertThat(window.page().locator(".question .problem:visible")).hasText("Please fill this in.");
    window.say("/quit");
    window.hasEnded();
    window.hasNoComplaints();
  }

  @Test
  void whatCanBeCancelledEndsInGreyAndTheAppGoesOn() {
    Window window = world.window().open("/apps/Forgiving.patient");
    window.button("Cancel").click();
    window.shows("cancelled, and on");
    window.hasEnded();
    assertThat(window.page().locator(".progress .step")).hasAttribute("data-status", "stopped");
    assertThat(window.button("Cancel")).hasCount(0);
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void theirPicturesAreAccessibleOnAPhoneAndInTheDark() {
    Window window =
        world
            .window(
                new Browser.NewContextOptions()
                    .setColorScheme(ColorScheme.DARK)
                    .setViewportSize(390, 800))
            .open("/apps/Forgiving.signUp");
    window.button("Submit").click();
    assertThat(problemOf(window, "Name")).isVisible();
    window.isAccessible();
    assertThat(
            (boolean) window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing is wider than the phone")
        .isTrue();
  }
}
