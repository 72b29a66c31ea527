package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.yera.Thorough;
import org.junit.jupiter.api.Test;

/** Sessions are named, kept and deleted in <em>My sessions</em>. */
@Thorough
@InBrowser
class HistoryActsPageIT {
  private final PageWorld world;

  HistoryActsPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void aSessionIsRenamedWhereItStands() {
    HistoryWindow my = HistoryWindow.of(world, "namer").open("/");
    Locator title = my.window().field("Title");
    my.choose("First", "Rename");
    assertThat(title).isFocused();
    assertThat(title).hasValue("First");
    my.window().isAccessible();
    my.page().keyboard().type("Plan <i>B</i>");
    my.press("Escape");
    assertThat(my.dots("First")).isFocused();
    assertThat(title).hasCount(0);

    my.choose("First", "Rename");
    my.page().keyboard().type("Plan <i>B</i>");
    my.press("Enter");
    assertThat(my.dots("Plan <i>B</i>")).isFocused();
    assertThat(my.row("Plan <i>B</i>")).containsText("Everything");

    my.choose("Plan <i>B</i>", "Rename");
    my.page().keyboard().insertText("x".repeat(201));
    my.window().button("Save").click();
    Locator alert = my.rows().getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("it must be a string of at most 200 characters");
    assertThat(title).hasValue("x".repeat(201));
    assertThat(title).isFocused();
    my.window().isAccessible();
    title.fill(" ");
    my.press("Enter");
    assertThat(my.row("Everything")).isVisible();
    assertThat(my.dots("Everything")).isFocused();
    assertThat(alert).isHidden();

    my.page().reload();
    assertThat(my.row("Everything")).isVisible();
  }

  @Test
  void aSessionIsPinned() {
    HistoryWindow my = HistoryWindow.of(world, "pinner").open("/");
    my.choose("Second", "Pin");
    assertThat(my.row("Second").locator(".pinned")).hasText("pinned");
    assertThat(my.dots("Second")).isFocused();
    my.page().reload();
    assertThat(my.row("Second").locator(".pinned")).isVisible();
    my.choose("Second", "Unpin");
    assertThat(my.row("Second").locator(".pinned")).hasCount(0);
    my.window().hasNoComplaints();
  }

  @Test
  void aRunningSessionIsDeletedWhenItWasAskedTwice() {
    String id = world.history().create("starter");
    HistoryWindow other = HistoryWindow.of(world, "starter").open("/sessions/" + id);
    assertThat(other.window().line()).isFocused();
    HistoryWindow my = HistoryWindow.of(world, "starter").open("/");
    assertThat(my.row("Everything")).containsText("waits for your answer");

    my.choose("Everything", "Delete…");
    assertThat(my.dialog()).containsText("Delete “Everything”?");
    assertThat(my.dialog()).containsText("It is running: deleting it ends it.");
    assertThat(my.dialog()).containsText("This cannot be undone.");
    assertThat(my.window().button("Cancel")).isFocused();
    my.window().isAccessible();
    my.press("Enter");
    assertThat(my.dialog()).hasCount(0);
    assertThat(my.dots("Everything")).isFocused();
    my.choose("Everything", "Delete…");
    my.press("Escape");
    assertThat(my.dots("Everything")).isFocused();
    assertThat(world.history().count("starter")).isEqualTo(1);

    my.choose("Everything", "Delete…");
    my.window().button("Delete").click();
    my.window().shows("No sessions yet.");
    assertThat(my.page().locator("#sessions-title")).isFocused();
    other.window().hasEnded();
    my.window().hasNoComplaints();
  }

  @Test
  void whatCannotBeDeletedSaysWhyAndSeveralAreDeletedAtOnce() {
    HistoryWindow my = HistoryWindow.of(world, "eraser").open("/");
    assertThat(my.row("Second")).isVisible();
    my.page().context().setOffline(true);
    my.choose("Second", "Delete…");
    assertThat(my.dialog()).not().containsText("running");
    my.window().button("Delete").click();
    assertThat(my.row("Second")).containsText("Not done. The server cannot be reached.");
    assertThat(my.dots("Second")).isFocused();
    my.page().context().setOffline(false);
    my.choose("Second", "Delete…");
    my.window().button("Delete").click();
    assertThat(my.rows()).hasCount(3);
    assertThat(my.rows().getByRole(AriaRole.BUTTON).and(my.page().locator(":focus"))).hasCount(1);

    Locator select = my.window().button("Select");
    select.click();
    assertThat(my.window().button("Delete 0…")).isDisabled();
    my.window().field("Select First").check();
    my.window().field("Select Fourth").check();
    my.window().isAccessible();
    Locator two = my.window().button("Delete 2…");
    two.click();
    assertThat(my.dialog()).containsText("Delete 2 sessions?");
    my.window().button("Cancel").click();
    assertThat(two).isFocused();
    assertThat(world.history().count("eraser")).isEqualTo(3);
    two.click();
    my.window().button("Delete 2").click();
    assertThat(my.rows()).hasCount(1);
    assertThat(select).isFocused();
    assertThat(my.window().field("Select Third")).isHidden();
    assertThat(world.history().count("eraser")).isEqualTo(1);
  }

  @Test
  void allOfMineAreDeletedWhenItWasAskedTwice() {
    HistoryWindow my = HistoryWindow.of(world, "sweeper").open("/");
    assertThat(my.rows()).hasCount(History.PAGE);
    my.window().button("Select").click();
    my.window().button("All shown").click();
    assertThat(my.window().button("Delete 50…")).isEnabled();
    Locator all = my.window().button("Delete all of mine…");
    all.click();
    assertThat(my.dialog()).containsText("Delete 51 sessions?");
    assertThat(my.window().button("Cancel")).isFocused();
    my.press("Escape");
    assertThat(all).isFocused();
    assertThat(world.history().count("sweeper")).isEqualTo(History.PAGE + 1);

    all.click();
    my.window().button("Delete 51").click();
    my.window().shows("No sessions yet.");
    assertThat(my.rows()).hasCount(0);
    assertThat(my.page().locator("#sessions-title")).isFocused();
    assertThat(world.history().count("sweeper")).isZero();
    assertThat(world.history().count("finder")).isEqualTo(3);
    my.window().hasNoComplaints();
  }
}
