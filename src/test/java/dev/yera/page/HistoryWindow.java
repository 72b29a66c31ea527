package dev.yera.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/** A window of a user on <em>My sessions</em>. */
record HistoryWindow(Window window, String url) {
  static HistoryWindow of(PageWorld world, String user) {
    return of(world, user, new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  /** It is opened by {@link #open}. */
  static HistoryWindow of(PageWorld world, String user, Browser.NewContextOptions options) {
    if (options.locale == null) {
      options.setLocale("en-GB");
    }
    options.setTimezoneId("Europe/Berlin").setExtraHTTPHeaders(Map.of(History.USER, user));
    Window window = world.window(options);
    // A worker's requests do not get the headers that stand for a proxy here.
    window.page().addInitScript("delete globalThis.SharedWorker");
    return new HistoryWindow(window, world.history().url());
  }

  HistoryWindow open(String path) {
    page().navigate(url + path);
    return this;
  }

  Page page() {
    return window.page();
  }

  Locator rows() {
    return page().locator("#sessions li");
  }

  /** The row of the session that is called like this. */
  Locator row(String name) {
    Locator link =
        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    return rows().filter(new Locator.FilterOptions().setHas(link));
  }

  /** What opens the menu of a session. */
  Locator dots(String name) {
    return window.button("Actions for " + name);
  }

  /** Opens the menu of a session, and does this. */
  void choose(String name, String act) {
    dots(name).click();
    window.button(act).click();
  }

  Locator search() {
    return window.field("Search what was said");
  }

  Locator dialog() {
    return page().getByRole(AriaRole.DIALOG);
  }

  void press(String key) {
    page().keyboard().press(key);
  }
}
