package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.yera.Thorough;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each app that ships, driven to its end as a user would. */
@Thorough
@InBrowser
class ExamplesPageIT {
  private static final String EXAMPLES = "/apps/dev.yera.examples.";

  private final Window window;

  ExamplesPageIT(PageWorld world) {
    window = world.window();
  }

  @AfterEach
  void allWentWell() {
    window.hasEnded();
    window.isAccessible();
    window.hasNoComplaints();
  }

  private void choose(String option) {
    window
        .page()
        .locator(".question:not([data-state])")
        .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(option))
        .check();
  }

  @Test
  void gallery() {
    window.open(EXAMPLES + "Gallery.gallery");
    assertThat(window.field("Your name?")).isFocused();
    assertThat(window.page().locator("canvas")).hasCount(3);
    window.say("Ada");
    window.button("LARGE").click();
    assertThat(window.field("Sugar?")).isFocused();
    window.page().keyboard().press("ArrowRight");
    window.button("Send").click();
    assertThat(window.field("Which day?")).hasValue("2026-12-24");
    window.button("Send").click();
    choose("Tea");
    window.button("Submit").click();
    window.shows("Ada, LARGE, 0.51, 2026-12-24: 2 × Tea");
    window.shows("rain");
  }

  @Test
  void secondGallery() {
    window.open(EXAMPLES + "MoreGallery.gallery");
    assertThat(window.field("How many people?")).isFocused();
    assertThat(window.page().getByRole(AriaRole.GRID)).hasAttribute("aria-rowcount", "301");
    assertThat(window.page().locator(".vega svg")).isVisible();
    window.isAccessible();
    assertThat(window.page().locator(".given img")).hasJSProperty("naturalWidth", 240);
    window.page().getByRole(AriaRole.TAB).getByText("Film").click();
    assertThat(window.page().locator("video")).hasJSProperty("videoWidth", 64);
    window.page().getByRole(AriaRole.TAB).getByText("Sound").click();
    assertThat(window.page().locator("audio")).isVisible();
    window.field("How many people?").fill("3");
    window.button("Send").click();
    window.field("Which cake?").selectOption("Plum");
    window.button("Send").click();
    window.page().getByLabel("Tea").check();
    window.button("Send").click();
    window.page().getByLabel("Are you sure?").check();
    window.button("Send").click();
    window.shows("or drop it here");
    window.button("Send").click();
    window.field("Your message").fill("Good morning");
    window.isAccessible();
    window.button("Send").click();
    window.shows("3, Plum, [Tea], true, 0");
    window.shows("no picture");
  }

  @Test
  void weather() {
    window.open(EXAMPLES + "Weather.explore");
    choose("High (°C)");
    window.button("Submit").click();
    window.shows("High (°C), the mean of each month");
    assertThat(window.page().locator("canvas")).hasCount(2);
    window.button("Yes").click();
    assertThat(window.button("Submit")).isEnabled();
    choose("Low (°C)");
    window.button("Submit").click();
    window.shows("Low (°C), the mean of each month");
    window.button("No").click();
  }

  @Test
  void longTask() {
    window.open(EXAMPLES + "LongTask.run?seconds=2");
    window.button("Start").click();
    window.shows("All parts are here, and they fit.");
    assertThat(window.page().locator(".step[data-status=active]")).hasCount(0);
  }

  @Test
  void longTaskThatFails() {
    window.open(EXAMPLES + "LongTask.run?seconds=1&fail=true");
    window.button("Start").click();
    window.shows("Ended with an error");
    window.shows("The parts do not fit together.");
    assertThat(window.page().locator(".step[data-status=failed]").first()).isVisible();
  }

  @Test
  void burst() {
    window.open(EXAMPLES + "Burst.burst?n=2000&size=20");
    window.button("Start").click();
    window.hasEnded();
    assertThat(window.page().locator(".markdown")).hasText("x".repeat(40_000));
  }

  @Test
  void quiz() {
    window.open("/apps/Quiz.quiz");
    window.button("Start").click();
    window.button("Jupiter").click();
    window.shows("Right!");
    window.button("54").click();
    window.shows("No, it is 56.");
    window.button("Goethe").click();
    assertThat(window.page().locator(".table tbody tr")).hasCount(3);
    window.shows("2 of 3");
  }

  @Test
  void booking() {
    window.open(EXAMPLES + "Booking.book");
    assertThat(window.field("Your name")).isFocused();
    choose("SUITE");
    window.button("Submit").click();
    window.shows("Please fill this in.");
    assertThat(window.field("Your name")).isFocused();

    window.field("Your name").fill("Ada");
    window.field("Arrival").fill("2020-01-01");
    window.button("Submit").click();
    window.shows("That day is over.");
    assertThat(window.field("Your name")).hasValue("Ada");
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    window.field("Arrival").fill(day.toString());
    choose("DOUBLE");
    window.button("Submit").click();
    window.shows("See you on " + day + ", Ada!");
  }

  @Test
  void echoAndChatbot() {
    for (String app : new String[] {"Echo.echo", "Chatbot.chatbot"}) {
      window.open(EXAMPLES + app).say("one and two");
      window.page().locator(".markdown").getByText("one and two").waitFor();
      window.say("/quit");
      window.hasEnded();
    }
  }

  @Test
  void greeter() {
    window.open("/apps/tools.greeter");
    window.button("Start").click();
    window.say("Grace");
    window.button("Great").click();
    window.shows("Hello, Grace!");
  }

  @Test
  void guessTheNumber() {
    window.open("/apps/tools.guess?highest=1");
    window.button("Start").click();
    window.shows("Your guess?");
    window.say("x");
    window.shows("That is no number.");
    window.say("1");
    window.shows("Yes, 1! You needed 2 tries.");
  }
}
