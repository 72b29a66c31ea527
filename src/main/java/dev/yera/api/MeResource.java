package dev.yera.api;

import dev.yera.event.json.Json;
import dev.yera.identity.Caller;
import dev.yera.identity.Callers;
import dev.yera.identity.Role;
import dev.yera.identity.ShareHolder;
import dev.yera.identity.User;
import dev.yera.identity.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Who the caller is, as the page shows it. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  @Inject private Access access;
  @Inject private Callers callers;
  @Context private HttpServletRequest request;

  /** The caller. */
  @GET
  public byte[] me() {
    Caller caller = access.caller();
    boolean isUser = caller instanceof User;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", kind(caller));
    members.put("name", caller instanceof User user ? user.name() : null);
    members.put(
        "roles", Stream.of(Role.values()).filter(caller::is).map(MeResource::name).toList());
    // What a state has as its owner if it is theirs; as there, for admins.
    members.put("owner", caller.is(Role.ADMIN) ? OwnerName.of(caller.owner()) : null);
    members.put(
        "may", caller instanceof ShareHolder holder ? holder.share().may().wireName() : null);
    members.put("login", isUser ? null : callers.loginPage(request).orElse(null));
    members.put("logout", isUser ? callers.logoutPage(request).orElse(null) : null);
    return Json.bytes(members);
  }

  private static String kind(Caller caller) {
    if (caller instanceof User) {
      return "user";
    }
    return caller instanceof Visitor ? "visitor" : "share";
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
