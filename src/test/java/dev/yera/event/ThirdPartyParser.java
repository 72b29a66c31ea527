package dev.yera.event;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamClosedByServerException;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody else's reading of server-sent events: the parser of LaunchDarkly's {@code
 * okhttp-eventsource}, fed from memory.
 */
final class ThirdPartyParser {
  private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

  private ThirdPartyParser() {}

  /** The messages in a stream, to its end. */
  static List<MessageEvent> messages(byte[] stream) throws StreamException {
    List<MessageEvent> messages = new ArrayList<>();
    try (EventSource source = new EventSource.Builder(new Memory(stream)).build()) {
      while (true) {
        messages.add(source.readMessage());
      }
    } catch (StreamClosedByServerException end) {
      return messages;
    }
  }

  private static final class Memory extends ConnectStrategy {
    private final byte[] stream;

    Memory(byte[] stream) {
      this.stream = stream;
    }

    @Override
    public Client createClient(LDLogger logger) {
      return new Client() {
        @Override
        public Result connect(String lastEventId) {
          return new Result(new ByteArrayInputStream(stream), NOWHERE, () -> {});
        }

        @Override
        public boolean awaitClosed(long timeoutMillis) {
          return true;
        }

        @Override
        public URI getOrigin() {
          return NOWHERE;
        }

        @Override
        public void close() {
          // There is nothing to close in memory.
        }
      };
    }
  }
}
