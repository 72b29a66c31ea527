package dev.yera.body;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * The answer to a request that was dispatched again. Payara asks no error page for it then, and
 * would send an empty body (measured); so the page is asked here.
 */
final class LateAnswer extends HttpServletResponseWrapper {
  private static final String ERROR_PAGE = "/problems/.error";

  private final HttpServletRequest request;

  LateAnswer(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    this.request = request;
  }

  @Override
  public void sendError(int status) throws IOException {
    sendError(status, null);
  }

  @Override
  public void sendError(int status, String words) throws IOException {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null) {
      super.sendError(status, words);
      return;
    }
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
    resetBuffer();
    setStatus(status);
    try {
      request.getRequestDispatcher(ERROR_PAGE).forward(request, this);
    } catch (ServletException e) {
      throw new IOException("No error page", e);
    }
  }
}
