package dev.yera.identity;

import dev.yera.catalog.AppId;
import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.util.Optional;

/**
 * Somebody did something that the audit log has. Published as a CDI event before the request is
 * answered; of what an admin does with what is another's, before it is done.
 *
 * @param caller who did it
 * @param act what
 * @param session to which session; empty if to several
 * @param owner whose that is; empty if everybody's
 * @param app its app
 */
public record AuditedAct(
    Caller caller,
    Act act,
    Optional<SessionId> session,
    Optional<Owner> owner,
    Optional<AppId> app) {
  /** To one session. */
  public static AuditedAct to(Caller caller, Act act, SessionId session, Owner owner, AppId app) {
    return new AuditedAct(caller, act, Optional.of(session), Optional.of(owner), Optional.of(app));
  }

  /** To all that is an owner's. */
  public static AuditedAct toAllOf(Caller caller, Act act, Owner owner) {
    return new AuditedAct(caller, act, Optional.empty(), Optional.of(owner), Optional.empty());
  }

  /** To what is everybody's. */
  public static AuditedAct toAll(Caller caller, Act act) {
    return new AuditedAct(caller, act, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether they did it as an admin, and not with what is for them to use. */
  boolean isOfAdmin() {
    return owner.map(each -> !caller.uses(each)).orElse(true);
  }

  /** In which part they did it. */
  String part() {
    if (isOfAdmin()) {
      return "admin";
    }
    if (caller instanceof ShareHolder) {
      return "share";
    }
    return owner.equals(Optional.of(caller.owner())) ? "owner" : "visitor";
  }
}
