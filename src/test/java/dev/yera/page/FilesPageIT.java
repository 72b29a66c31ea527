package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Questions for files, the foot of a chat, and what one may do with an answer. */
@InBrowser
class FilesPageIT {
  private static final String APP = "/apps/page.files";
  private static final String HTML = "<script>alert(1)</script>";

  /** Gives files to what has the focus, as who drops or pastes them. */
  private static final String GIVE =
      """
      (element, [kind, name, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content], name, { type: name.endsWith('.png') ? 'image/png' : 'text/plain' }));
        const init = { bubbles: true, composed: true, cancelable: true };
        element.dispatchEvent(kind === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data }));
      }
      """;

  private final PageWorld world;

  FilesPageIT(PageWorld world) {
    this.world = world;
  }

  private Window open() {
    return world.window(new Browser.NewContextOptions().setLocale("en-GB")).open(APP);
  }

  private static FilePayload file(String name, String type, String content) {
    return new FilePayload(name, type, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void give(Locator to, String kind, String name, String content) {
    to.evaluate(GIVE, new String[] {kind, name, content});
  }

  private static Locator foot(Window window) {
    return window.page().locator(".chat-foot");
  }

  private static void answersReport(Window window) {
    window.page().locator("input[type=file]").setInputFiles(file("rain.csv", "text/csv", "a,b"));
    assertThat(window.page().locator(".attachment")).hasCount(1);
    assertThat(window.page().locator(".attachment progress")).isHidden();
    window.button("Send").click();
    window.shows("rain.csv has a,b.");
  }

  @Test
  void filesAreChosenDroppedRefusedAndSent() {
    Window window = open();
    Locator rows = window.page().locator(".attachment");
    window.shows("Of this month");
    window.isAccessible();
    Locator input = window.page().locator("input[type=file]");
    input.setInputFiles(file("a.png", "image/png", "x"));
    assertThat(rows).containsText("Only .csv can be taken.");
    window.button("Remove a.png").click();
    assertThat(rows).hasCount(0);
    input.setInputFiles(file("large.csv", "text/csv", "x".repeat(1001)));
    assertThat(rows).containsText("This file is too large");
    window.button("Send").click();
    window.shows("Please fill this in.");
    answersReport(window);
    Download kept =
        window.page().waitForDownload(() -> window.answers().locator("a").first().click());
    Assertions.assertThat(kept.suggestedFilename()).isEqualTo("rain.csv");

    give(window.page().locator(".form .drop-zone"), "drop", "sky.png", HTML);
    give(window.page().locator(".form .drop-zone"), "drop", "sea.png", HTML);
    assertThat(rows).hasCount(2);
    window.field("Name").fill("Ada");
    assertThat(window.page().locator(".attachment progress:visible")).hasCount(0);
    window.button("Submit").click();
    window.shows("Ada gave 2 pictures.");
    // They say PNG, and are pages: nothing of them is run.
    isNoPicture(window);
    window.page().reload();
    assertThat(window.answers().locator("a").first()).hasText("rain.csv");
    isNoPicture(window);
  }

  @Test
  void anUploadThatIsCutOffCanBeRepeated() {
    Window window = open();
    window.shows("Of this month");
    window.page().route("**/files?*", Route::abort);
    Locator input = window.page().locator("input[type=file]");
    input.setInputFiles(file("rain.csv", "text/csv", "a,b"));
    assertThat(window.page().locator(".attachment"))
        .containsText("The upload was cut off. Please try again.");
    window.isAccessible();
    window.button("Send").click();
    window.shows("Please fill this in.");
    window.page().unroute("**/files?*");
    window.button("Remove rain.csv").click();
    answersReport(window);
  }

  private static void isNoPicture(Window window) {
    Locator picture = window.page().locator(".answer .image").first();
    picture.scrollIntoViewIfNeeded(); // it is not fetched before
    assertThat(picture.locator(".trouble")).hasText("“sky.png” cannot be shown.");
  }

  @Test
  void aChatStaysAtTheFootOfThePage() {
    Window window = open();
    answersReport(window);
    window.field("Name").fill("Bob");
    window.button("Submit").click();
    Locator box = foot(window).locator("textarea");
    assertThat(box).isFocused();
    assertThat(box).hasAttribute("placeholder", "Ask me");
    window.page().keyboard().press("Enter"); // nothing to send
    double low = box.boundingBox().height;
    box.pressSequentially("first");
    box.press("Shift+Enter");
    box.pressSequentially("second");
    Assertions.assertThat(box.boundingBox().height).isGreaterThan(low);
    give(box, "paste", "pasted.png", HTML);
    give(window.page().locator(".blocks"), "drop", "dropped.txt", "text");
    assertThat(foot(window).locator(".attachment")).hasCount(2);
    assertThat(foot(window).locator(".attachment progress:visible")).hasCount(0);
    window.isAccessible();
    box.press("Enter");
    window.shows("with 2 files.");
    assertThat(window.answers().last()).containsText("first\nsecond");
    assertThat(window.answers().last().locator("a")).hasText("dropped.txt");
    assertThat(box).hasValue("");
    assertThat(foot(window).locator(".attachment")).hasCount(0);
    assertThat(window.page().locator(".blocks > :last-child")).hasClass("chat-foot");

    ratesAreShown(window);
    staysWhereOneReads(window, box);
    window.hasNoComplaints();
  }

  private Window chat() {
    Window window = open();
    answersReport(window);
    window.field("Name").fill("Bob");
    window.button("Submit").click();
    assertThat(foot(window).locator("textarea")).isFocused();
    return window;
  }

  @Test
  void aMessageThatAnotherWindowWasFasterThanStays() {
    Window window = chat();
    window.isAtSession();
    Window second = world.another(window).open(URI.create(window.page().url()).getPath());
    Locator box = foot(second).locator("textarea");
    box.fill("slow");
    // As if they had been sent at the same moment.
    second
        .page()
        .route(
            "**/interactions",
            route -> {
              foot(window).locator("textarea").fill("fast");
              foot(window).locator("textarea").press("Enter");
              window.shows("You said fast with 0 files.");
              route.resume();
            });
    box.press("Enter");
    second.shows("You said fast with 0 files.");
    assertThat(foot(second).locator(".problem")).containsText("Not sent.");
    assertThat(box).hasValue("slow");
    second.page().unroute("**/interactions");
    box.press("Enter");
    second.shows("You said slow with 0 files.");
    assertThat(box).hasValue("");
    assertThat(foot(second).locator(".problem")).isHidden();
  }

  @Test
  void whatIsDroppedAfterAChangedAnswerGoesToTheNewSessionOnly() {
    Window window = chat();
    Locator box = foot(window).locator("textarea");
    box.fill("one");
    box.press("Enter");
    window.shows("You said one with 0 files.");
    String before = window.page().url();
    window.button("Change this answer").last().click();
    assertThat(window.page()).not().hasURL(before);
    assertThat(box).hasValue("one");
    List<String> uploads = new ArrayList<>();
    window
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("/files?")) {
                uploads.add(request.url());
              }
            });
    give(window.page().locator(".blocks"), "drop", "dropped.txt", "text");
    assertThat(foot(window).locator(".attachment")).hasCount(1);
    assertThat(foot(window).locator(".attachment progress:visible")).hasCount(0);
    Assertions.assertThat(uploads).hasSize(1);
    Assertions.assertThat(uploads.get(0))
        .contains(window.page().url().substring(window.page().url().lastIndexOf('/')));
  }

  private void ratesAreShown(Window window) {
    Locator good = window.button("Good answer");
    good.click();
    assertThat(good).hasAttribute("aria-pressed", "true");
    window.field("What should be better?").fill("Shorter, please");
    window.button("Send comment").click();
    assertThat(window.page().locator(".answer-tools .note")).hasText("Shorter, please");
    window.isAccessible();
    Window looking = world.window(new Browser.NewContextOptions());
    looking.page().navigate(window.shared("view"));
    assertThat(looking.page().locator(".answer-tools .note")).hasText("Shorter, please");
    assertThat(looking.button("Good answer")).isDisabled();
    assertThat(looking.button("Bad answer")).isHidden();
    window.button("Bad answer").click();
    assertThat(looking.button("Bad answer")).isVisible();
    assertThat(looking.button("Good answer")).isHidden();
  }

  private static void staysWhereOneReads(Window window, Locator box) {
    box.fill("work");
    box.press("Enter");
    window.shows("with 0 files");
    assertThat(window.button("Stop")).isVisible();
    box.fill("typed meanwhile");
    Locator stage = window.page().locator(".scroller");
    stage.evaluate("stage => { stage.scrollTop = 0; }");
    assertThat(window.button("Newest ↓")).isVisible();
    window.button("Stop").click();
    assertThat(window.button("Send")).isEnabled();
    window.shows("and stopped me.");
    Assertions.assertThat(stage.evaluate("stage => stage.scrollTop")).isEqualTo(0);
    assertThat(box).hasValue("typed meanwhile");
    box.fill("bye");
    box.press("Enter");
    window.hasEnded();
    assertThat(foot(window)).hasCount(0);
    assertThat(window.button("Bad answer").first()).isDisabled();
  }
}
