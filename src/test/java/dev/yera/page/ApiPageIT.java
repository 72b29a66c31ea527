package dev.yera.page;

import dev.yera.Thorough;
import org.junit.jupiter.api.Test;

/** The description of the API, to read. */
@Thorough
@InBrowser
class ApiPageIT {
  private final PageWorld world;

  ApiPageIT(PageWorld world) {
    this.world = world;
  }

  @Test
  void theDescriptionIsShownByWhatIsServedHere() {
    Window window = world.window();
    window.open("/api.html");
    window.page().locator("#operations-sessions-createSession .opblock-summary-path").click();
    window.shows("A client that prefers");
    window.shows("This description");
    window.hasNoComplaints();
  }
}
