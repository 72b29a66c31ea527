package dev.yera.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /admin}: how the server stands, for admins; others do not come so far. */
@WebServlet("/admin")
public class AdminPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Bundles bundles;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    bundles.sendPage("/WEB-INF/pages/admin.html", request, response);
  }
}
