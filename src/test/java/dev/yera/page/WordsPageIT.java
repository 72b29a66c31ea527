package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts of any script, and names of any kind. */
@InBrowser
class WordsPageIT {
  /**
   * Every text of the page that a reader sees: those in Hebrew, and whether they go to the left.
   */
  private static final String AGAINST_THE_DIRECTION =
      """
      () => {
        const wrong = [];
        let right = 0;
        const look = (root) => {
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            const text = walker.currentNode.data;
            if (parent && /[\\u05d0-\\u05ea]/.test(text) && !parent.closest('title, .spoken, .kind, .unknown pre')) {
              right += 1;
              if (getComputedStyle(parent).direction !== 'rtl') {
                wrong.push(parent.outerHTML.slice(0, 200));
              }
            }
          }
          root.querySelectorAll('*').forEach((each) => each.shadowRoot && look(each.shadowRoot));
        };
        look(document.body);
        return right > 0 ? wrong : ['there is no Hebrew'];
      }
      """;

  private final PageWorld world;
  private final Window window;

  WordsPageIT(PageWorld world) {
    this.world = world;
    window = world.window();
  }

  private void everyHebrewTextGoesToTheLeft() {
    assertThat((List<?>) window.page().evaluate(AGAINST_THE_DIRECTION)).isEmpty();
  }

  @Test
  void whatIsWrittenToTheLeftGoesToTheLeft() {
    window.open("/");
    window.shows("טבלאות");
    everyHebrewTextGoesToTheLeft();

    window.open("/apps/page.rtl");
    assertThat(window.field("City (required)")).isFocused();
    everyHebrewTextGoesToTheLeft();
    window.field("City (required)").fill("ירושלים");
    assertThat(window.field("City (required)")).hasCSS("direction", "rtl");
    window.page().locator("select").selectOption("ראשון");
    window.button("Start").click();
    assertThat(window.line()).isFocused();
    everyHebrewTextGoesToTheLeft();
    assertThat(window.text("Left to right").first()).hasCSS("direction", "ltr");
    assertThat(window.text("left").first()).hasCSS("direction", "ltr");
    assertThat(window.page().locator("yera-app table").first()).hasCSS("direction", "rtl");

    window.line().fill("תשובה");
    assertThat(window.line()).hasCSS("direction", "rtl");
    window.line().press("Enter");
    assertThat(window.button("אחד")).isFocused();
    everyHebrewTextGoesToTheLeft();
    window.button("שניים").click();
    window.button("Send").click();
    window.page().locator(".form .choice").first().click();
    window.button("Submit").click();
    window.hasEnded();
    everyHebrewTextGoesToTheLeft();
    window.button("Diagnostics").click();
    window.page().locator(".diagnostics bdi").first().waitFor();
    everyHebrewTextGoesToTheLeft();
    window.isAccessible();
    window.hasNoComplaints();
  }

  @Test
  void aNameThatEveryObjectHasIsAName() {
    window.open("/apps/page.names");
    assertThat(window.field("Constructor (required)")).hasValue("");
    window.field("Constructor (required)").fill("given");
    window.button("Start").click();
    window.shows("argument given");
    window.page().locator(".chart summary").click();
    Locator cells = window.page().locator(".chart td");
    assertThat(cells).hasText(new String[] {"1", "", "", "", "", "2", "", "3", ""});
    window.shows("Unknown block type: constructor");
    window.field("First").fill("one");
    window.field("Second").fill("two");
    window.button("Submit").click();
    window.shows("answer [('constructor', 'one'), ('valueOf', 'two')]");
    assertThat(window.answers())
        .hasText(new Pattern[] {Pattern.compile(".*one"), Pattern.compile(".*two")});
    window.hasNoComplaints();
  }

  @Test
  void aTableSortsNumbersThatAreWrittenAsText() {
    window.open("/apps/page.cells");
    Locator first = window.page().locator(".table td:first-child");
    window.button("Change").click();
    assertThat(first).hasText(new String[] {"-10", "-5", "1.25", "1.5", "1,000", "n/a", ""});
    window.button("Change").click();
    assertThat(first).hasText(new String[] {"n/a", "1,000", "1.5", "1.25", "-5", "-10", ""});
  }

  @Test
  void aRowLongerThanTheHeadingsIsShownWholeAndReported() {
    window.open("/apps/page.cells");
    Locator table = window.page().locator(".table");
    assertThat(table.locator("thead th")).hasCount(3);
    assertThat(table.locator("tbody tr").first().locator("td"))
        .hasText(new String[] {"-5", "b", "third"});
    assertThat(table.locator("tbody tr").last().locator("td")).hasCount(3);
    window.hasEnded();
    window.button("Diagnostics").click();
    window.shows("data.rows has a row with 3 cells for 2 columns");
    window.isAccessible();
  }

  @Test
  void aReaderOfGermanReadsGerman() {
    Window german =
        world.window(new Browser.NewContextOptions().setLocale("de-AT").setViewportSize(390, 844));
    german.open("/");
    german.shows("Meine Sitzungen");
    assertThat(german.field("Apps durchsuchen")).isVisible();
    german.isAccessible();
    german.open("/apps/dev.yera.examples.Echo.echo");
    assertThat(german.button("Senden")).isVisible();
    assertThat(german.page().locator("html")).hasAttribute("lang", "de");
    german.say("/quit");
    german.shows("Die App ist am Ende angekommen.");
    assertThat(german.button("Noch einmal starten")).isVisible();
    german.isAccessible();
    String session = german.page().url().replaceAll(".*/", "");
    german.open("/api/sessions/" + session + "/transcript?format=html");
    german.shows("Sitzung");
    german.shows("Die App ist am Ende angekommen.");
    assertThat(german.page().locator("html")).hasAttribute("lang", "de");
    german.open("/sessions/00000000-0000-4000-8000-000000000000");
    german.shows("Eine solche App oder Sitzung gibt es nicht, oder sie gehört nicht Ihnen.");
    german.open("/problems/too-slow");
    german.shows("Der Inhalt kam nicht innerhalb von yera.request.timeout ganz an");
  }

  @Test
  void aReaderOfGermanReadsInGermanWhatDoesNotFit() {
    Window german = world.window(new Browser.NewContextOptions().setLocale("de-AT"));
    german.open("/apps/page.plate");
    Locator seats = german.page().getByLabel("Seats");
    seats.fill("4\nfünf");
    german.button("Starten").click();
    german.shows(
        "Die Argumente passen nicht zu den Parametern der App. "
            + "(seats: \"fünf\" passt nicht, erwartet wird eine ganze Zahl)");
    assertThat(seats).isFocused();
    german.isAccessible();
    seats.fill("4");
    german.button("Starten").click();
    german.say("zh123");
    german.shows(
        "Nicht gesendet. Diese Antwort passt nicht zur Frage. (erwartet wird ein Text nach dem "
            + "Muster [A-Z]{2}[0-9]{3}; angegeben ist zh123)");
    german.isAccessible();
    german.line().fill("ZH123");
    german.line().press("Enter");
    german.shows("ZH123 has [4]");
  }

  @Test
  void anAuthorWhoReadsGermanReadsInGermanWhatIsWrongWithAnApp() throws IOException {
    Path file = world.server().apps().resolve("verbose.app.json");
    Files.writeString(
        file,
        """
        {"identifier": "page.verbose", "command": ["true"], "limits": {"memory": "viel"}}""");
    try {
      Window german = world.window(new Browser.NewContextOptions().setLocale("de-AT"));
      german.open("/");
      Locator broken =
          german
              .page()
              .locator(".card.broken")
              .filter(new Locator.FilterOptions().setHasText("verbose.app.json"));
      assertThat(broken).containsText("defekt");
      assertThat(broken)
          .containsText(
              "limits: memory: erwartet wird eine Größe wie 64MiB; angegeben ist \"viel\"");
      german.field("Apps durchsuchen").fill("eine größe wie");
      assertThat(german.page().locator(".card:visible")).hasCount(1);
      german.open("/admin");
      german.shows("erwartet wird eine Größe wie 64MiB");
      german.hasNoComplaints();
    } finally {
      Files.delete(file);
    }
  }
}
