package dev.yera.api;

import dev.yera.catalog.AppId;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.UnknownAppException;
import dev.yera.cluster.Elsewhere;
import dev.yera.identity.Act;
import dev.yera.identity.Admission;
import dev.yera.identity.AuditedAct;
import dev.yera.identity.Caller;
import dev.yera.identity.Rehearser;
import dev.yera.identity.Right;
import dev.yera.identity.Role;
import dev.yera.identity.ShareHolder;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import dev.yera.store.StoredSession;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** What is the caller's. A session that is not theirs is unknown to them, on every verb. */
@ApplicationScoped
public class Access {
  private static final String ONESELF = "me";

  /** The owner who is everybody. */
  static final String ALL = "*";

  @Inject private CurrentCall call;
  @Inject private Catalog catalog;
  @Inject private Event<AuditedAct> acts;

  /** As in all that serves requests, not by {@code @Inject}: Weld's proxy throws at each call. */
  @EJB private SessionService service;

  /** Who calls, and for how long that holds. */
  Admission admission() {
    return call.admission()
        .orElseThrow(() -> new IllegalStateException("nothing of the API is open to everybody"));
  }

  Caller caller() {
    return admission().caller();
  }

  /**
   * The session of this id, to do something with it.
   *
   * @throws UnknownSessionException if there is none for the caller
   * @throws RefusedException if there is one, and the caller may not do that
   */
  Session session(String id, Right right) {
    return session(id, right, Act.of(right));
  }

  /**
   * The same, for what is more than the use of a right.
   *
   * @param act what an admin does by it with what is another's
   */
  Session session(String id, Right right, Act act) {
    Session session =
        SessionId.parse(id)
            .map(service::session)
            .orElseThrow(() -> new UnknownSessionException(id));
    admit(session.id(), session.owner(), right, did(act, session));
    return session;
  }

  /**
   * What is stored of the session of this id, whichever server runs it.
   *
   * @param act what an admin does by it with what is another's
   * @throws UnknownSessionException if there is none for the caller
   * @throws RefusedException if there is one, and the caller may not do that
   */
  StoredSession stored(String id, Right right, Act act) {
    StoredSession session =
        SessionId.parse(id)
            .flatMap(service::stored)
            .orElseThrow(() -> new UnknownSessionException(id));
    AuditedAct did = did(act, session);
    admit(did.session().orElseThrow(), did.owner().orElseThrow(), right, did);
    return session;
  }

  private void admit(SessionId id, Owner owner, Right right, AuditedAct act) {
    Set<Right> rights = caller().rights(id, owner);
    if (!rights.contains(Right.VIEW)) {
      throw new UnknownSessionException(id.toString());
    }
    if (!rights.contains(right)) {
      if (caller() instanceof ShareHolder) {
        throw new UnknownSessionException(id.toString()); // what a share is not for is not there
      }
      throw forbidden("You may look at this session, but not do this with it.");
    }
    if (!caller().uses(owner)) {
      audit(act);
    }
  }

  /** What the server does to warm up is no act of anybody. */
  private void audit(AuditedAct act) {
    if (!(act.caller() instanceof Rehearser)) {
      acts.fire(act);
    }
  }

  private AuditedAct did(Act act, Session session) {
    return AuditedAct.to(caller(), act, session.id(), session.owner(), session.app().id());
  }

  private AuditedAct did(Act act, StoredSession session) {
    return AuditedAct.to(
        caller(),
        act,
        SessionId.parse(session.id()).orElseThrow(),
        Owner.of(session.owner()),
        new AppId(session.appId()));
  }

  /** Notes what the caller did with a session; what an admin does was noted before. */
  void note(Act act, Session session) {
    note(did(act, session));
  }

  /** The same, whichever server runs it. */
  void note(Act act, StoredSession session) {
    note(did(act, session));
  }

  private void note(AuditedAct act) {
    if (caller().uses(act.owner().orElseThrow())) {
      audit(act);
    }
  }

  /** Notes that the caller created a session. */
  void created(SessionId session, AppId app) {
    audit(AuditedAct.to(caller(), Act.CREATED, session, caller().owner(), app));
  }

  /** Notes that the caller looks at a session that another node owns, which does not note it. */
  void viewed(Elsewhere session) {
    audit(
        AuditedAct.to(
            caller(), Act.VIEWED, session.id(), session.owner(), new AppId(session.appId())));
  }

  /**
   * Notes what the caller does to what is everybody's.
   *
   * @throws dev.yera.store.StoreException if it cannot be noted, and is not to be done
   */
  public void note(Act act) {
    audit(AuditedAct.toAll(caller(), act));
  }

  /**
   * The app of this id.
   *
   * @throws UnknownAppException if there is none for the caller
   */
  ListedApp app(String id) {
    if (caller() instanceof Rehearser) {
      return service.rehearsedApp(id);
    }
    ListedApp app = catalog.app(id);
    if (!caller().isInOneOf(app.groups())) {
      throw new UnknownAppException(id);
    }
    return app;
  }

  /** The app of this id as it is now; empty if there is none. */
  Optional<ListedApp> appNow(AppId id) {
    try {
      return Optional.of(catalog.app(id.value()));
    } catch (UnknownAppException gone) {
      return Optional.empty();
    }
  }

  Set<Right> rights(Session session) {
    return caller().rights(session.id(), session.owner());
  }

  /**
   * Refuses who has not this role.
   *
   * @throws RefusedException if the caller has not
   */
  public void require(Role role, String detail) {
    if (!caller().is(role)) {
      throw forbidden(detail);
    }
  }

  /**
   * Whose sessions the caller asks for.
   *
   * @param owner {@code *} for everybody, the name of an owner, or null for the caller
   * @throws RefusedException if they are others', and the caller is no admin; or there is no such
   *     name
   */
  SessionQuery.Whose listed(String owner) {
    Caller caller = caller();
    if (owner == null) {
      return caller.lists();
    }
    require(Role.ADMIN, "The sessions of others are for admins (yera.auth.admin-groups).");
    if (owner.equals(ALL)) {
      return new SessionQuery.Everybody();
    }
    return OwnerName.parse(owner)
        .map(Owner::key)
        .map(SessionQuery.OneOwner::new)
        .orElseThrow(
            () -> RefusedException.parameter("owner", "owner must be * or as states have it."));
  }

  /**
   * Notes that the caller lists these, if they are not the caller's own.
   *
   * @throws dev.yera.store.StoreException if it cannot be noted, and is not to be done
   */
  void noteListing(SessionQuery.Whose whose) {
    if (whose instanceof SessionQuery.Everybody) {
      note(Act.LISTED);
    } else if (whose instanceof SessionQuery.OneOwner one && !whose.equals(caller().lists())) {
      audit(AuditedAct.toAllOf(caller(), Act.LISTED, Owner.of(one.key())));
    }
  }

  /**
   * Whose sessions those are that the caller may erase.
   *
   * @param name {@code me}, or of an owner
   * @throws RefusedException if they are not the caller's, who is no admin
   */
  SessionQuery.Whose erasable(String name) {
    Caller caller = caller();
    if (name.equals(ONESELF)) {
      audit(AuditedAct.toAllOf(caller, Act.ERASED, caller.owner()));
      return caller.lists();
    }
    Optional<Owner> owner = OwnerName.parse(name);
    if (!owner.equals(Optional.of(caller.owner()))) {
      require(Role.ADMIN, "What is of others is erased by admins (yera.auth.admin-groups).");
      if (owner.isEmpty()) {
        throw new RefusedException(404, "Not found", "There is no such owner.");
      }
    }
    audit(AuditedAct.toAllOf(caller, Act.ERASED, owner.get()));
    return new SessionQuery.OneOwner(owner.get().key());
  }

  private static RefusedException forbidden(String detail) {
    return new RefusedException(403, "Forbidden", detail);
  }
}
