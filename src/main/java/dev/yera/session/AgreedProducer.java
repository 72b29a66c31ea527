package dev.yera.session;

import dev.yera.store.Agreed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * Lets others know what servers agree on, and not the store. They may be made before it: what they
 * get asks for it at its first use.
 */
@ApplicationScoped
public class AgreedProducer {
  @EJB private SessionService service;

  @Produces
  @ApplicationScoped
  Agreed agreed() {
    return service.agreed();
  }
}
