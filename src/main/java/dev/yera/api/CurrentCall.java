package dev.yera.api;

import dev.yera.cluster.AskedPlace;
import dev.yera.event.json.Json;
import dev.yera.identity.Admission;
import dev.yera.identity.ForwardedCall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The request that is being served, for beans that are not of JAX-RS. Not an injected {@code
 * HttpServletRequest}: there is none when a request was dispatched again (Payara, measured).
 */
@RequestScoped
public class CurrentCall {
  private Optional<Admission> admission = Optional.empty();
  private Optional<AskedPlace> asked = Optional.empty();
  private String told = "";

  void begin(HttpServletRequest request, boolean isOneOfMany) {
    admission = Admission.of(request);
    asked = AskedPlace.of(request);
    told = isOneOfMany ? ForwardedCall.of(request).map(Json::text).orElse("") : "";
  }

  /** The place that another node asks for, instead of a stream. */
  Optional<AskedPlace> asked() {
    return asked;
  }

  /** Who calls, for another node. */
  String told() {
    return told;
  }

  Optional<Admission> admission() {
    return admission;
  }
}
