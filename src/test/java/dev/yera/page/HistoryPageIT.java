package dev.yera.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of sessions when there are many. */
@ExtendWith(InBrowser.class)
class HistoryPageIT {
  private static final int PAGE = 50;

  private final PageWorld world;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> made = new ArrayList<>();

  HistoryPageIT(PageWorld world) {
    this.world = world;
  }

  @BeforeEach
  void makeMoreThanAPage() throws Exception {
    for (int i = 0; i <= PAGE; i++) {
      made.add(create());
    }
  }

  @AfterEach
  void deleteThem() throws Exception {
    for (String id : made) {
      send(request("/" + id).DELETE());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(world.url() + "/api/sessions" + path))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String create() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request("")
                .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"page.everything\"}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return (String) ((Map<?, ?>) Json.read(answer.body())).get("session_id");
  }

  private void name(String id, String title) throws IOException, InterruptedException {
    String body = Json.text(Map.of("title", title));
    HttpResponse<String> answer =
        send(request("/" + id).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void manySessionsAreLoadedPageByPage() throws Exception {
    String newest = made.get(PAGE);
    String oldest = made.get(0);
    Window window = world.window().open("/");
    Locator items = window.page().locator("#sessions li");
    Locator more = window.page().locator("#sessions-more");
    assertThat(items).hasCount(PAGE);
    assertThat(link(window, newest)).isVisible();
    assertThat(link(window, oldest)).hasCount(0);
    window.isAccessible();

    while (more.isVisible()) {
      int before = items.count();
      more.press("Enter");
      assertThat(items.nth(before)).isVisible();
    }
    assertThat(link(window, oldest)).isVisible();
    assertThat(window.page().locator("#sessions a:focus")).hasCount(1);

    name(oldest, "An <i>old</i> one");
    name(newest, "The newest");
    assertThat(items.first()).containsText("The newest");
    assertThat(link(window, oldest)).hasAttribute("aria-label", "Open An <i>old</i> one");
    send(request("/" + newest).DELETE());
    assertThat(link(window, newest)).hasCount(0);
    assertThat(link(window, oldest)).isVisible();
    window.hasNoComplaints();
  }

  private static Locator link(Window window, String id) {
    return window.page().locator("#sessions a[href='sessions/" + id + "']");
  }
}
