package dev.yera.session;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Forgets old sessions when others end. */
@ApplicationScoped
class Housekeeping {
  @EJB private SessionService service;

  void ended(@Observes SessionFact.Ended ended) {
    service.retire();
  }
}
