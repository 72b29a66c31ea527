package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many tabs of one browser, over HTTP/1.1: six connections for all of them. */
@Thorough
@InBrowser
class TabsPageIT {
  private static final int MANY = 20;
  private static final String WAITS = "This one goes on as soon as another is closed.";

  private final PageWorld world;

  TabsPageIT(PageWorld world) {
    this.world = world;
  }

  private List<Window> tabs(int n) {
    List<Window> tabs = new ArrayList<>();
    tabs.add(world.window(new Browser.NewContextOptions().setViewportSize(600, 500)));
    while (tabs.size() < n) {
      tabs.add(world.another(tabs.get(0)));
    }
    return tabs;
  }

  private static String session(Window tab) {
    return (String) tab.page().evaluate("document.querySelector('yera-app').sessionId");
  }

  @Test
  void twentyTabsAreLiveAtOnceAndAnswer() {
    List<Window> tabs = tabs(MANY);
    for (Window tab : tabs) {
      tab.open("/apps/page.everything");
      tab.isLive();
      assertThat(tab.line()).isVisible();
    }
    assertThat(tabs.stream().map(TabsPageIT::session).distinct()).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      tabs.get(i).line().fill("tab " + i);
      tabs.get(i).button("Send").click();
    }
    for (int i = 0; i < MANY; i++) {
      tabs.get(i).isLive();
      assertThat(tabs.get(i).answers().first()).containsText("tab " + i);
      assertThat(tabs.get(i).button("Great")).isVisible();
      assertThat(tabs.get(i).answers()).hasCount(1);
      tabs.get(i).hasNoComplaints();
    }
  }

  @Test
  void aTabThatClosesFreesItsPartAndTheOthersGoOn() {
    List<Window> tabs = tabs(3);
    tabs.forEach(tab -> tab.open("/apps/page.everything"));
    tabs.forEach(Window::isLive);
    String closed = session(tabs.get(0));
    await().until(() -> viewers(tabs.get(1), closed) == 1);
    tabs.get(0).page().close();
    await()
        .atMost(Duration.ofSeconds(10)) // less than it takes to notice that a client is gone
        .until(() -> viewers(tabs.get(1), closed) == 0);
    for (Window tab : tabs.subList(1, 3)) {
      tab.line().fill("Ada");
      tab.button("Send").click();
      assertThat(tab.button("Great")).isVisible();
    }
  }

  private static int viewers(Window at, String session) {
    return (int)
        at.page()
            .evaluate(
                "async (id) => (await (await fetch(`../api/sessions/${id}`)).json()).viewers",
                session);
  }

  @Test
  void aTabThatComesLaterHasAllFromTheFirstAndRepeatsNothingInTheOthers() {
    Window first = tabs(1).get(0).open("/apps/page.words");
    first.button("Start").click();
    first.shows("word5 ");
    List<Window> more = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Window tab = world.another(first);
      tab.page().navigate(first.page().url());
      more.add(tab);
    }
    more.add(first);
    for (Window tab : more) {
      tab.hasEnded();
      assertThat(tab.page().locator(".markdown")).hasText(ConnectionPageIT.ALL);
    }
  }

  @Test
  void aCutOfTheSharedStreamLosesAndRepeatsNothing() throws IOException {
    try (CuttingProxy network = new CuttingProxy(world.server().port())) {
      List<Window> tabs = tabs(3);
      for (Window tab : tabs) {
        tab.page().navigate(network.url() + "/apps/page.words");
        tab.button("Start").click();
      }
      tabs.forEach(tab -> tab.shows("word5 "));
      network.cut();
      assertThat(tabs.get(2).page().locator(".state")).containsText("Connection lost");
      network.restore();
      for (Window tab : tabs) {
        tab.hasEnded();
        assertThat(tab.page().locator(".markdown")).hasText(ConnectionPageIT.ALL);
      }
    }
  }

  @Test
  void oneThatIsGoneIsSaidAndTheOthersGoOn() {
    List<Window> tabs = tabs(3);
    tabs.get(0).open("/apps/page.everything");
    tabs.get(1).open("/apps/page.everything");
    tabs.get(0).isLive();
    tabs.get(1).isLive();
    String erased = session(tabs.get(0));
    tabs.get(1)
        .page()
        .evaluate("async (id) => fetch(`../api/sessions/${id}`, { method: 'DELETE' })", erased);
    tabs.get(0).shows("Deleted");
    tabs.get(1).line().fill("Ada");
    tabs.get(1).button("Send").click();
    assertThat(tabs.get(1).button("Great")).isVisible();
  }

  @Test
  void aWorkerThatIsKilledIsReplacedAndAllTabsGoOn() {
    List<Window> tabs = tabs(3);
    for (Window tab : tabs) {
      tab.open("/apps/page.everything").isLive();
    }
    CDPSession browser = tabs.get(0).page().context().browser().newBrowserCDPSession();
    List<String> workers = workers(browser);
    assertThat(workers).hasSize(1);
    JsonObject target = new JsonObject();
    target.addProperty("targetId", workers.get(0));
    browser.send("Target.closeTarget", target);
    await().until(() -> !workers(browser).contains(workers.get(0)));
    for (Window tab : tabs) {
      tab.line().fill("Ada");
      tab.button("Send").click();
      assertThat(tab.button("Great")).isVisible();
      tab.isLive();
      assertThat(tab.answers()).hasCount(1);
    }
    assertThat(workers(browser)).hasSize(1);
  }

  private static List<String> workers(CDPSession browser) {
    List<String> workers = new ArrayList<>();
    for (JsonElement each : browser.send("Target.getTargets").getAsJsonArray("targetInfos")) {
      JsonObject target = each.getAsJsonObject();
      if (target.get("type").getAsString().equals("shared_worker")) {
        workers.add(target.get("targetId").getAsString());
      }
    }
    return workers;
  }

  @Test
  void whenTheServerIsRestartedAllTabsSayWhatBecameOfTheirsAndGoOn() throws IOException {
    try (PageServer server =
        PageServer.start(Path.of(System.getProperty("yera.war")), Map.of(), "/api/apps")) {
      List<Window> tabs = tabs(3);
      for (Window tab : tabs) {
        tab.page().navigate(server.url() + "/apps/page.everything");
        tab.isLive();
        assertThat(tab.line()).isVisible();
      }
      server.restart("/api/apps");
      for (Window tab : tabs) {
        tab.hasEnded();
        tab.shows("What was said until then is kept here.");
        assertThat(tab.page().locator(".ending")).hasCount(1);
      }
      for (Window tab : tabs) {
        tab.button("Run again").click();
        assertThat(tab.line()).isVisible();
        tab.isLive();
      }
    }
  }

  @Test
  void whereNothingCanBeSharedASentenceStandsInTheTabsThatHaveToWait() {
    List<Window> tabs = tabs(7);
    for (Window tab : tabs.subList(0, 4)) {
      tab.withoutWorkers().open("/apps/page.everything");
      tab.isAtSession();
      tab.isLive(); // its first question is there before its stream
      assertThat(tab.line()).isVisible();
    }
    for (Window tab : tabs.subList(4, 7)) {
      tab.withoutWorkers().open("/apps/page.everything");
      tab.isAtSession();
    }
    for (Window tab : tabs.subList(4, 7)) {
      tab.shows(WAITS);
      tab.isAccessible();
    }
    tabs.get(0).line().fill("Ada");
    tabs.get(0).button("Send").click();
    assertThat(tabs.get(0).button("Great")).isVisible();
    tabs.get(1).page().close();
    await()
        .until(
            () ->
                tabs.subList(4, 7).stream().filter(tab -> !tab.text(WAITS).isVisible()).count()
                    == 1);
  }
}
