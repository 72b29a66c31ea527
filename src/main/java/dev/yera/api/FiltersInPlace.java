package dev.yera.api;

import dev.yera.body.WholeBodies;
import dev.yera.cluster.ClusterFilter;
import dev.yera.identity.Gate;
import dev.yera.page.CrossOrigin;
import dev.yera.page.PageHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Collection;
import java.util.Map;

/**
 * Stops the deployment of a WAR whose own {@code web.xml} took the place of ours: nobody would be
 * asked who they are.
 */
@WebListener
public class FiltersInPlace implements ServletContextListener {
  private static final String ALL = "/*";

  /** What has to pass where. */
  private static final Map<Class<? extends Filter>, String> FILTERS =
      Map.of(
          PageHeaders.class, ALL,
          CrossOrigin.class, ALL,
          Gate.class, ALL,
          ReadableHeaders.class, Api.PATH + ALL,
          WholeBodies.class, ALL,
          ClusterFilter.class, ALL);

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Collection<? extends FilterRegistration> there = context.getFilterRegistrations().values();
    FILTERS.forEach(
        (filter, pattern) -> {
          if (there.stream().noneMatch(each -> isAt(each, filter, pattern))) {
            throw new IllegalStateException(
                "WEB-INF/web.xml does not map the filter %s to %s: one of your own has to have all that ours has"
                    .formatted(filter.getName(), pattern));
          }
        });
  }

  private static boolean isAt(
      FilterRegistration filter, Class<? extends Filter> wanted, String pattern) {
    return wanted.getName().equals(filter.getClassName())
        && filter.getUrlPatternMappings().contains(pattern);
  }
}
