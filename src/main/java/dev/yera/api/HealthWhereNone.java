package dev.yera.api;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Adds the {@link HealthPages} where the server has none in this application. Payara has them in
 * the application at {@code /} only; WildFly and GlassFish have no MicroProfile Health or have it
 * on another port; Open Liberty has an application of its own at {@code /health}, which comes first
 * for an application at {@code /}.
 */
@WebListener
public class HealthWhereNone implements ServletContextListener {
  private static final String PATH = "/health";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    boolean there =
        context.getServletRegistrations().values().stream()
            .flatMap(each -> each.getMappings().stream())
            .anyMatch(each -> each.equals(PATH) || each.startsWith(PATH + "/"));
    if (!there) {
      context.addServlet("yera-health", HealthPages.class).addMapping(PATH, PATH + "/*");
    }
  }
}
