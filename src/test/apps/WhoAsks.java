import static dev.yera.app.Yera.user;

import dev.yera.app.App;
import dev.yera.app.AppUser;

/** Says whom it runs for. */
class WhoAsks {
  @App(description = "Says whom it runs for")
  static String who() {
    AppUser user = user();
    return user.name().orElse("nobody")
        + " "
        + user.groups()
        + " "
        + user.locale().map(Object::toString).orElse("-")
        + " "
        + user.timeZone().map(Object::toString).orElse("-");
  }
}
