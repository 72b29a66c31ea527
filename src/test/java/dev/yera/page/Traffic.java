package dev.yera.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The requests of a page that did not succeed, and those without an end: why it shows nothing. */
final class Traffic {
  private static final int FIRST_ERROR = 400;

  private final Set<Request> unfinished = new LinkedHashSet<>();
  private final List<String> failed = new ArrayList<>();

  Traffic(Page page) {
    page.onRequest(unfinished::add);
    page.onRequestFinished(unfinished::remove);
    page.onRequestFailed(
        request -> {
          unfinished.remove(request);
          failed.add(request.failure() + " " + name(request));
        });
    page.onResponse(
        response -> {
          if (response.status() >= FIRST_ERROR) {
            failed.add(response.status() + " " + name(response.request()));
          }
        });
  }

  private static String name(Request request) {
    return request.method() + " " + request.url();
  }

  @Override
  public String toString() {
    return "failed: " + failed + ", unfinished: " + unfinished.stream().map(Traffic::name).toList();
  }
}
