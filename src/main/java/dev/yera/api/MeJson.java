package dev.yera.api;

import dev.yera.identity.Caller;
import dev.yera.identity.Callers;
import dev.yera.identity.Role;
import dev.yera.identity.ShareHolder;
import dev.yera.identity.User;
import dev.yera.identity.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A caller as JSON. */
@ApplicationScoped
public class MeJson {
  @Inject private Callers callers;

  Map<String, Object> of(Caller caller, HttpServletRequest request) {
    boolean isUser = caller instanceof User;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", kind(caller));
    members.put("name", caller instanceof User user ? user.name() : null);
    members.put("roles", Stream.of(Role.values()).filter(caller::is).map(MeJson::name).toList());
    // What a state has as its owner if it is theirs; as there, for admins.
    members.put("owner", caller.is(Role.ADMIN) ? OwnerName.of(caller.owner()) : null);
    members.put(
        "may", caller instanceof ShareHolder holder ? holder.share().may().wireName() : null);
    members.put("login", isUser ? null : callers.loginPage(request).orElse(null));
    members.put("logout", isUser ? callers.logoutPage(request).orElse(null) : null);
    return members;
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
