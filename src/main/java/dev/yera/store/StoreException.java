package dev.yera.store;

import jakarta.ejb.ApplicationException;

/** The store cannot be used now. Nothing was changed, unless the method says otherwise. */
@ApplicationException
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The store failed.
   *
   * @param message one sentence for operators
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
