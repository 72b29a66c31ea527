package dev.yera.store;

import dev.yera.event.Excerpt;
import jakarta.ejb.ApplicationException;

/** The stream cannot go on from this event: it is no number, or was never sent. */
@ApplicationException
public class BadEventIdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what was asked for, and the last there is. */
  public BadEventIdException(String asked, long last) {
    super(
        "\"%s\" is no event of this session: ids are whole numbers from 0 to %d."
            .formatted(Excerpt.of(asked), last));
  }
}
