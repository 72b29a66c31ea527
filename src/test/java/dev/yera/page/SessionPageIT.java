package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.yera.Thorough;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@InBrowser
class SessionPageIT {
  private static final String IS_DRAWN_ON =
      """
      (canvas) => canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.some((each) => each > 0)
      """;

  private final PageWorld world;

  SessionPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void everyQuestionIsAnsweredByKeyboardAlone() {
    Window window = world.window().open("/apps/page.everything").say("Ada");
    window.isAtSession();
    assertThat(window.button("Great")).isFocused();
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Enter");

    assertThat(window.field("How many?")).isFocused();
    window.page().keyboard().press("ArrowRight");
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Enter");

    assertThat(window.field("When?")).isFocused();
    window.page().keyboard().press("Enter");

    assertThat(window.field("Street")).isFocused();
    window.page().keyboard().type("Main Street");
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Space");
    assertThat(window.field("First")).isChecked();
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("ArrowLeft");
    window.field("Day").fill("2026-12-24");
    window.field("Day").press("Enter");

    window.shows("Thank you, Ada: So-so, 6, 2026-11-22.");
    window.shows("[\"Main Street\", \"First\", 1.4, \"2026-12-24\"]");
    window.hasEnded();
    window.shows("Yera program completed successfully.");
    assertThat(window.page().locator(".block.question input")).hasCount(0);
    window.hasNoComplaints();
  }

  @Test
  void everyBlockIsShown() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();

    Locator page = window.page().locator("yera-app");
    assertThat(page.locator(".markdown li")).hasCount(2);
    assertThat(page.locator(".markdown td").last()).hasText("12");
    assertThat(page.locator(".text").first()).hasText("verbatim <b>text</b>\n  in two chunks\n");
    assertThat(page.locator(".columns.bordered > .column")).hasCount(2);
    assertThat(page.locator(".column:first-child .container .markdown")).isVisible();
    assertThat(page.locator(".column:last-child .table")).isVisible();
    assertThat(page.locator("canvas")).hasCount(2);
    for (Locator canvas : page.locator("canvas").all()) {
      window.page().waitForCondition(() -> (boolean) canvas.evaluate(IS_DRAWN_ON));
    }
    assertThat(page.locator(".action .step")).hasCount(2);
    assertThat(page.locator(".action .step[data-status=complete]")).hasCount(2);
    assertThat(page.locator(".spinner")).hasText(Pattern.compile("Thought.*done"));
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void aTableSortsByAnyColumn() {
    Window window = world.window().open("/apps/page.everything");
    Locator cities = window.page().locator(".table").first().locator("tbody tr td:first-child");
    window.button("People").click();
    assertThat(cities).hasText(new String[] {"Oslo", "Quito", "Berlin", "Lagos"});
    window.button("People").click();
    assertThat(cities).hasText(new String[] {"Lagos", "Berlin", "Quito", "Oslo"});
    window.button("Note").click();
    assertThat(cities.first()).hasText("Berlin");
    assertThat(window.page().locator("th[aria-sort=ascending]")).hasText("Note");
  }

  @Thorough
  @Test
  void aTableScrollsInItsFrame() {
    Window window = world.window().open("/apps/page.much?count=150&what=table");
    window.button("Start").click();
    assertThat(window.page().locator(".table tbody tr")).hasCount(150);
    Locator frame = window.page().locator(".table .scroll");
    frame.focus();
    window.page().keyboard().press("End");
    frame.press("ArrowRight");
    window.page().waitForCondition(() -> (boolean) frame.evaluate("(e) => e.scrollLeft > 0"));
    assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    window.hasNoComplaints();
  }

  @Thorough
  @Test
  void theChartLibraryIsLoadedWithTheFirstChart() {
    List<String> charts = new ArrayList<>();
    Window window = world.window();
    window
        .page()
        .onRequest(
            request -> {
              if (request.url().matches(".*/(lib/chart|bundle/chart-[A-Z0-9]+)\\.js")) {
                charts.add(request.url());
              }
            });
    window.open("/apps/page.typist").hasEnded();
    assertThat(charts).isEmpty();
    window.open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    assertThat(charts).hasSize(1);
  }

  @Test
  void newOutputAndTheEndAreAnnounced() {
    Window window = world.window().open("/apps/page.failing");
    Locator spoken = window.page().locator("[aria-live=polite]");
    assertThat(spoken).containsText("So far so good.");
    assertThat(spoken).containsText("Ended with an error. The app ended with status 1.");

    window.open("/apps/page.much?count=3&what=markdown");
    window.button("Start").click();
    assertThat(spoken).containsText("chunk 0 chunk 1 chunk 2");
    window.say("enough");
    assertThat(spoken).containsText("Finished.");
    assertThat(spoken).not().containsText("chunk");
  }

  @Test
  void theEndIsStillThereAfterAReload() {
    Window window = world.window().open("/apps/page.failing");
    window.hasEnded();
    window.page().reload();
    window.hasEnded();
    window.shows("So far so good.");
    assertThat(window.page().locator(".ending")).hasCount(1);
    window.hasNoComplaints();
  }

  @Thorough
  @Test
  void goingAwayAndComingBackShowsEverythingAsItWas() {
    Window window = world.window().open("/apps/page.everything").say("Ada");
    assertThat(window.button("Great")).isFocused();
    window.open("/");
    window.page().goBack();
    assertThat(window.answers()).hasText(Pattern.compile(".*Ada"));
    window.isLive();
    window.button("Great").click();
    assertThat(window.field("How many?")).isVisible();
    window.hasNoComplaints();
  }

  @Test
  void aReloadInTheMiddleShowsEverythingAsItWas() {
    Window window = world.window().open("/apps/page.everything").say("Ada");
    assertThat(window.button("Great")).isFocused();
    String before = window.page().locator("yera-app .blocks").innerText();

    window.page().reload();

    assertThat(window.button("Great")).isFocused();
    // What shows lines of text is a part of the page of its own, and comes after the question.
    assertThat(window.page().locator("yera-app .blocks"))
        .hasText(before, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
    assertThat(window.answers()).hasText(Pattern.compile(".*Ada"));
    window.button("Great").click();
    assertThat(window.field("How many?")).isFocused();
    window.hasNoComplaints();
  }

  @Test
  void ctrlDEndsTheInputOfAConsoleProgram() {
    Window window = world.window().open("/apps/page.sort").say("pear").say("apple");
    assertThat(window.answers()).hasCount(2);
    assertThat(window.line()).isFocused();
    window.isAccessible();
    window.page().keyboard().press("Control+d");
    window.hasEnded();
    assertThat(window.page().locator(".block.text")).hasText("apple\npear\n");
    assertThat(window.answers().last()).hasText(Pattern.compile(".*\\(end of input\\)"));
    assertThat(window.line()).hasCount(0);
    window.hasNoComplaints();
  }

  @Thorough
  @Test
  void aButtonEndsItAsWellAndALineThatWasNotSentIsNotLost() {
    Window window = world.window().open("/apps/page.sort").say("b").say("a");
    assertThat(window.answers()).hasCount(2);
    assertThat(window.line()).isFocused();
    window.page().keyboard().type("c");
    window.page().keyboard().press("Control+d");
    window.shows("Send or clear the line first.");
    assertThat(window.line()).hasValue("c");
    window.page().keyboard().press("Enter");
    assertThat(window.answers()).hasCount(3);
    window.button("End input").click();
    window.hasEnded();
    assertThat(window.page().locator(".block.text")).hasText("a\nb\nc\n");
    window.hasNoComplaints();
  }

  @Thorough
  @Test
  void onlyTheInputOfAConsoleProgramHasAnEnd() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    assertThat(window.button("End input")).hasCount(0);
    window.page().keyboard().press("Control+d");
    window.say("Ada");
    assertThat(window.button("Great")).isFocused();
    window.hasNoComplaints();
  }

  @Test
  void aSecondWindowShowsTheSame() {
    Window first = world.window().open("/apps/page.everything");
    first.isAtSession();
    assertThat(first.line()).isFocused();
    Window second = world.another(first);
    second.page().navigate(first.page().url());

    second.say("Eve");
    assertThat(first.button("Do not ask")).isVisible();
    assertThat(first.answers()).hasText(Pattern.compile(".*Eve"));
    assertThat(first.line()).hasCount(0);

    first.button("Do not ask").click();
    assertThat(second.field("How many?")).isVisible();
    assertThat(second.button("Do not ask")).hasCount(0);
    first.hasNoComplaints();
    second.hasNoComplaints();
  }

  @Test
  void anErrorIsShownWithItsLastWords() {
    Window window = world.window().open("/apps/page.failing");
    window.hasEnded();
    window.shows("Ended with an error");
    window.shows("The app ended with status 1.");
    window.shows("Try again, perhaps with another input.");
    assertThat(window.page().locator(".ending .facts").first())
        .hasText(Pattern.compile(".* · after \\d+\\.\\d s"));
    assertThat(window.text("ValueError: this <b>always</b> fails")).isHidden();
    window.text("Details").click();
    window.shows("ProcessExited · exit code 1");
    window.shows("ValueError: this <b>always</b> fails");
    window.isAccessible();

    window.button("Diagnostics").click();
    assertThat(window.page().locator(".diagnostics pre")).containsText("stderr  about to fail");
    window.isAccessible();

    String address = window.page().url();
    window.button("Run again").click();
    assertThat(window.page()).not().hasURL(address);
    window.hasEnded();
    window.hasNoComplaints();
  }

  @Thorough
  @ParameterizedTest
  @CsvSource({"killed, failed", "exited, failed", "well, not finished", "'', not finished"})
  void noEndLeavesAnythingSpinning(String how, String settled) {
    Window window = world.window().open("/apps/page.leaves_open?end=" + how);
    window.button("Start").click();
    if (how.isEmpty()) {
      assertThat(window.page().locator(".step[data-status=active]")).hasCount(2);
      assertThat(window.line()).isVisible();
      window.button("End").click();
      window.button("Really end?").click();
    }
    window.hasEnded();
    Locator steps = window.page().locator(".step");
    assertThat(steps)
        .hasText(
            new String[] {
              "Loading (done)", "Counting (" + settled + ")", "Thinking (" + settled + ")"
            });
    assertThat(window.page().locator(".step[data-status=active]")).hasCount(0);
    assertThat(window.answers()).hasText(new String[] {"Not answered", "Not answered"});
    assertThat(window.button("Submit")).hasCount(0);
    window.isAccessible();

    String id = window.page().url().replaceAll(".*/", "");
    for (String format : List.of("json", "markdown", "html")) {
      assertThat(transcript(window, id, format))
          .doesNotContain("active")
          .doesNotContain("awaiting");
    }
    window.hasNoComplaints();
  }

  private static String transcript(Window window, String id, String format) {
    return window
        .page()
        .request()
        .get(window.url() + "/api/sessions/" + id + "/transcript?format=" + format)
        .text();
  }

  /** The app's own clock for that is short. */
  @Thorough
  @Test
  void whoWasAwayForTooLongIsToldWhenTheyComeBack() {
    Window window = world.window().open("/apps/page.leaves_open");
    window.button("Start").click();
    assertThat(window.line()).isVisible();
    String address = window.page().url();
    window.open("/");
    window.shows("closed, nobody was here");
    window.page().navigate(address);
    window.hasEnded();
    assertThat(window.page().locator(".ending.stopped .title"))
        .hasText("Closed because nobody was here for 2 seconds");
    assertThat(window.page().locator(".step[data-status=active]")).hasCount(0);
    window.button("Run again").click();
    assertThat(window.page()).not().hasURL(address);
    assertThat(window.line()).isVisible();
  }

  @Thorough
  @Test
  void whoLooksOnIsToldThatTheUserEndedIt() {
    Window first = world.window().open("/apps/page.everything");
    assertThat(first.line()).isFocused();
    first.isAtSession();
    Window second = world.window();
    second.page().navigate(first.shared("view"));
    second.isLive();
    assertThat(second.button("End")).isHidden();
    first.button("End").click();
    first.button("Really end?").click();
    assertThat(second.page().locator(".ending.stopped .title")).hasText("Ended by the user");
    assertThat(second.button("Run again")).hasCount(0);
    assertThat(second.button("Delete")).isHidden();
    assertThat(first.page().locator(".ending.stopped .title")).hasText("Ended by you");
  }

  @Thorough
  @Test
  void whoMayAnswerMayEndItAndNotDeleteIt() {
    Window first = world.window().open("/apps/page.everything");
    assertThat(first.line()).isFocused();
    first.isAtSession();
    Window second = world.window();
    second.page().navigate(first.shared("answer"));
    second.isLive();
    second.button("End").click();
    second.button("Really end?").click();
    assertThat(second.page().locator(".ending.stopped .title")).hasText("Ended by you");
    assertThat(second.button("Delete")).isHidden();
    first.hasEnded();
  }

  @Thorough
  @Test
  void deletingIsAnotherButtonThatAsksOnceMore() {
    Window window = world.window().open("/apps/page.failing");
    window.hasEnded();
    String id = window.page().url().replaceAll(".*/", "");
    window.button("Delete").click();
    window.button("Really delete?").click();
    window.shows("Deleted");
    assertThat(window.text("So far so good.")).hasCount(0);
    assertThat(window.button("Delete")).isHidden();
    window.isAccessible();
    assertThat(window.page().request().get(window.url() + "/api/sessions/" + id).status())
        .isEqualTo(404);
    window.button("Run again").click();
    window.shows("So far so good.");
    assertThat(window.page()).not().hasURL(Pattern.compile(".*" + id));
    window.hasNoComplaints();
  }

  @Test
  void endStopsTheSessionOnTheSecondPressAndKeepsIt() {
    Window window = world.window().open("/apps/page.everything");
    assertThat(window.line()).isFocused();
    window.button("End").click();
    window.button("Really end?").click();
    window.hasEnded();
    Locator end = window.page().locator(".ending.stopped");
    assertThat(end.locator(".title")).hasText("Ended by you");
    assertThat(end).hasCSS("border-left-color", "rgb(123, 133, 148)");
    assertThat(end).not().containsText("exit code");
    assertThat(window.button("End")).hasCount(0);
    window.isAccessible();

    window.page().reload();
    window.hasEnded();
    assertThat(end.locator(".title")).hasText("Ended by you");
    window.shows("A container in the left column");
    window.hasNoComplaints();
  }

  @Test
  void typedTextLooksLikeWholeText() {
    Window window = world.window().open("/apps/page.typist");
    window.hasEnded();
    Locator texts = window.page().locator(".block.markdown");
    assertThat(texts).hasCount(2);
    String script =
        "(e) => [...e.querySelectorAll('*')]"
            + ".map((x) => x.tagName + ':' + x.textContent.trim()).join('\\n')";
    assertThat(texts.last().evaluate(script)).isEqualTo(texts.first().evaluate(script));
    assertThat(texts.first().locator("li li, blockquote, pre, table, hr, br").count())
        .isGreaterThan(5);
    assertThat(texts.last().locator("details > p")).hasText("Inside.");
    assertThat(texts.last().locator("td").last()).hasAttribute("align", "center");
    assertThat(texts.last().locator("ol").last()).hasAttribute("start", "7");
    window.hasNoComplaints();
  }

  @Test
  void whatIsNotThereIsSaidInWords() {
    Window window = world.window().open("/apps/no.such.app");
    window.shows("There is no such app or session here");
    window.open("/sessions/00000000-0000-4000-8000-000000000000");
    window.shows("There is no such app or session here");
    window.isAccessible();
    window.open("/problems/unknown-app");
    window.page().locator("h1").waitFor();
    window.isAccessible();
  }

  @Thorough
  @Test
  void darkAndStillIsAccessibleToo() {
    Window window =
        world.window(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.DARK)
                .setReducedMotion(ReducedMotion.REDUCE));
    window.open("/").isAccessible();
    window.open("/apps/page.everything").say("Ada");
    assertThat(window.button("Great")).isFocused();
    window.isAccessible();
    assertThat(window.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(390);

    window.open("/apps/dev.yera.examples.LongTask.run?seconds=60");
    window.button("Start").click();
    assertThat(window.page().locator(".step[data-status=active] .mark").first())
        .hasCSS("animation-name", "none");
  }

  @Thorough
  @Test
  void anAppIsToldTheLanguageAndTheTimeZoneOfTheBrowser() {
    Window window =
        world.window(
            new Browser.NewContextOptions().setLocale("pt-BR").setTimezoneId("America/Recife"));
    window.open("/apps/page.who").shows("pt-BR America/Recife");
    window.hasNoComplaints();
  }
}
