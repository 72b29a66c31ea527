package dev.yera.body;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.Optional;

/** Says of which requests the bodies may be larger than others, and where they are received. */
public interface LargeBodies {
  /**
   * Where a body is received.
   *
   * @param most how many bytes it may have
   * @param limit the key of the setting that says so
   * @param value of that setting
   * @param folder private to the server; empty if it is received in memory
   */
  record Place(long most, String limit, long value, Optional<Path> folder) {
    /** For a body that nobody reads, as its request is going to be refused. */
    public static final Place NONE = new Place(-1, "", 0, Optional.empty());

    boolean isNone() {
      return most < 0;
    }
  }

  /**
   * The place of a body of which nothing has been read; empty for the usual one.
   *
   * @param request that was let in; its caller is known, but for what is open to all
   */
  Optional<Place> place(HttpServletRequest request);
}
