package dev.yera.api;

import dev.yera.identity.Admission;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * The request that is being served, for beans that are not of JAX-RS. Not an injected {@code
 * HttpServletRequest}: there is none when a request was dispatched again (Payara, measured).
 */
@RequestScoped
public class CurrentCall {
  private Optional<Admission> admission = Optional.empty();

  void begin(Optional<Admission> admitted) {
    admission = admitted;
  }

  Optional<Admission> admission() {
    return admission;
  }
}
