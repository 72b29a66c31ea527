package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.reason.ReasonKey;
import dev.yera.session.NameAndPin;
import java.util.Map;

/** The body that names a session or pins it: a merge patch of its state. */
final class DescriptionBody {
  private static final int LONGEST = 200;

  private DescriptionBody() {}

  /**
   * What it says.
   *
   * @throws BadArgumentsException if it is no such body
   */
  static NameAndPin read(Object body) {
    if (!(body instanceof Map<?, ?> members)) {
      throw new BadArgumentsException("title", ReasonKey.NAME_BODY.with());
    }
    NameAndPin description = NameAndPin.same();
    for (Map.Entry<?, ?> each : members.entrySet()) {
      String name = String.valueOf(each.getKey());
      description =
          switch (name) {
            case "title" -> titled(description, each.getValue());
            case "pinned" -> pinned(description, each.getValue());
            default -> throw new BadArgumentsException(name, ReasonKey.NAME_OR_PIN.with());
          };
    }
    return description;
  }

  private static NameAndPin titled(NameAndPin description, Object value) {
    if (value == null) {
      return description.untitled();
    }
    if (value instanceof String title && title.codePointCount(0, title.length()) <= LONGEST) {
      return title.isBlank() ? description.untitled() : description.titled(title);
    }
    throw new BadArgumentsException(
        "title", ReasonKey.IT.with(ReasonKey.OR_NULL.with(ReasonKey.STRING_UP_TO.with(LONGEST))));
  }

  private static NameAndPin pinned(NameAndPin description, Object value) {
    if (value instanceof Boolean pinned) {
      return description.pinned(pinned);
    }
    throw new BadArgumentsException("pinned", ReasonKey.IT.with(ReasonKey.TRUE_OR_FALSE.with()));
  }
}
