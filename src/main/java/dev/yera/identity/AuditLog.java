package dev.yera.identity;

import dev.yera.event.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The audit log: what admins do with what is somebody else's, a line of JSON for each act. The
 * logger {@code dev.yera.audit} is for nothing else, so that it can be led to a file of its own.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger LOG = Logger.getLogger("dev.yera.audit");

  void admin(@Observes AdminAct act) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("admin", act.admin().owner().id());
    members.put("act", act.right().name().toLowerCase(Locale.ROOT));
    members.put("session_id", act.session().map(Object::toString).orElse("*"));
    members.put("owner", act.owner().map(owner -> owner.id()).orElse("*"));
    // JSON has no line ends: nobody's name makes a second line.
    LOG.log(Level.INFO, "{0}", Json.text(members));
  }
}
