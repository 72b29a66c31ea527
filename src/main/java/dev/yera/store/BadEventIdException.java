package dev.yera.store;

import dev.yera.event.reason.Excerpt;
import jakarta.ejb.ApplicationException;

/** The stream cannot resume after this event: the id is not a number, or was never sent. */
@ApplicationException
public class BadEventIdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the requested id and the last id. */
  public BadEventIdException(String asked, long last) {
    super(
        "\"%s\" is not an event of this session: ids are whole numbers from 0 to %d."
            .formatted(Excerpt.of(asked), last));
  }
}
