package dev.yera.transcript;

import java.io.IOException;

/** Takes events one by one. */
interface EventSink {
  void take(LoggedEvent event) throws IOException;
}
