package dev.yera.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The {@link Bundles} by their names, which change with their content. */
@WebServlet("/bundle/*")
public class BundleFiles extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Bundles bundles;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    bundles.send(path.substring(1), request, response);
  }
}
