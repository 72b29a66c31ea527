package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks that are no questions, and that pages do not begin with. */
@InBrowser
class MoreBlocksPageIT {
  private static final String APP = "/apps/page.blocks";

  private final PageWorld world;

  MoreBlocksPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void eachIsShownAndWorksByKeyboard() {
    Window window = world.window(new Browser.NewContextOptions().setLocale("en-GB")).open(APP);
    Locator page = window.page().locator("yera-app");
    Locator line = window.field("In a tab?");
    assertThat(line).isFocused(); // it has opened its tab

    assertThat(page.locator(".markdown[data-role=user]")).hasText("How much is 2 + 2?");
    assertThat(page.getByRole(AriaRole.GROUP, named("Ada"))).isVisible();
    assertThat(page.getByRole(AriaRole.GROUP, named("Assistant"))).hasText("It is four.");
    assertThat(page.locator(".code code")).hasText("def four():\n    return 2 + 2  # always\n");
    areFormulasAndColours(page);
    assertThat(page.locator(".metric .figure")).hasText(new String[] {"12,345.5", "7", "fine"});
    assertThat(page.locator(".metric .worse")).containsText("50");
    assertThat(page.locator(".metric .better")).containsText("3");
    assertThat(page.locator(".note-box")).hasCount(4);
    assertThat(page.locator(".note-box").last()).hasText("Error: This is error.");
    isATableThatGrew(page.locator(".table"));
    isATreeThatIsOpenedInParts(page.locator(".json"));
    isAPictureWithItsNumbers(page);
    areFilesThatWereGiven(window, page);

    Locator second = tab(window, "First");
    second.click();
    assertThat(line).isHidden();
    window.shows("in the first");
    second.press("ArrowLeft");
    assertThat(tab(window, "Part 3")).isFocused();
    window.shows("in the third");
    Locator inside = page.locator(".expander > .inside"); // its text is also in what is spoken
    assertThat(inside).isHidden();
    page.locator(".expander > summary").press("Enter");
    assertThat(inside).hasText("in the expander");
    assertThat(inside).isVisible();
    tab(window, "Second").click();
    line.fill("yes");
    line.press("Enter");
    window.hasEnded();
    window.hasNoComplaints();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static Locator tab(Window window, String name) {
    return window.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
  }

  private static void isATableThatGrew(Locator table) {
    assertThat(table.locator("tbody th[scope=row]")).hasText(new String[] {"Ada", "Bob"});
    assertThat(table.locator("tbody tr").first().locator("td"))
        .hasText(new String[] {"25.6%", "22 Nov 2026", "https://example.org/ada", "1,234,567"});
    assertThat(table.locator("tbody tr").last().locator("td"))
        .hasText(new String[] {"100%", "yesterday", "javascript:alert(1)", "many"});
    assertThat(table.locator("tbody a")).hasCount(1);
  }

  private static void isATreeThatIsOpenedInParts(Locator tree) {
    Locator list = tree.locator("details", new Locator.LocatorOptions().setHasText("list"));
    Locator leaves = tree.locator(".inside .inside > .leaf");
    assertThat(leaves).hasCount(0);
    list.last().locator("summary").press("Enter");
    assertThat(leaves).hasCount(100);
    tree.getByText("Show 100 more").click();
    tree.getByText("Show 50 more").click();
    assertThat(leaves).hasCount(250);
    assertThat(leaves.last()).hasText("249: 249");
  }

  private static void areFormulasAndColours(Locator page) {
    assertThat(page.locator(".markdown math")).hasCount(2);
    assertThat(page.locator(".markdown .math.display math[display=block]")).isVisible();
    assertThat(page.locator(".markdown samp")).hasText("$\\nosuchthing$"); // TeX has no such thing
    assertThat(page.locator(".markdown p").filter(new Locator.FilterOptions().setHasText("Energy")))
        .containsText(", it costs $5 and $6, and $x$.");
    assertThat(page.locator(".markdown .hljs-keyword")).hasText("const");
    assertThat(page.locator(".code .hljs-keyword").first()).hasText("def");
    assertThat(page.locator(".code .hljs-comment")).hasCSS("font-style", "italic");
  }

  private static void isAPictureWithItsNumbers(Locator page) {
    assertThat(page.getByRole(AriaRole.IMG, named("Rain"))).isVisible();
    assertThat(page.locator(".vega path[aria-roledescription=bar]")).hasCount(3);
    Locator numbers = page.locator(".chart tbody tr");
    page.locator(".chart summary").press("Enter");
    assertThat(numbers).hasText(new String[] {"Mon4", "Tue7", "Wed2"});
  }

  private static void areFilesThatWereGiven(Window window, Locator page) {
    Locator picture = page.getByAltText("The sky");
    assertThat(picture).hasJSProperty("naturalWidth", 80);
    assertThat(picture).hasCSS("width", "40px");
    assertThat(page.locator(".given.image figcaption")).hasText("At noon");
    assertThat(page.locator(".given.audio .trouble")).hasText("“none.wav” cannot be shown.");
    Download kept = window.page().waitForDownload(() -> page.getByText("a b.txt").click());
    Assertions.assertThat(kept.suggestedFilename()).isEqualTo("a b.txt");
    Assertions.assertThat(kept.path()).hasSize(111);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void allAreAccessible(ColorScheme scheme) {
    Window window = world.window(new Browser.NewContextOptions().setColorScheme(scheme)).open(APP);
    assertThat(window.field("In a tab?")).isFocused();
    window.isAccessible();
  }
}
