package dev.yera.session;

import dev.yera.executor.Ending;
import dev.yera.executor.Executor;

/** Brings a session what its executor has to say. */
final class Listener implements Executor.Listener {
  private final Session session;
  private final AppProtocol protocol;
  private final ErrorOutput errors;

  Listener(Session session, AppProtocol protocol) {
    this.session = session;
    this.protocol = protocol;
    this.errors = new ErrorOutput(session);
  }

  @Override
  public void started() {
    session.spawned();
    protocol.started();
  }

  @Override
  public void output(byte[] buffer, int length) {
    protocol.output(buffer, length);
  }

  @Override
  public void error(byte[] buffer, int length) {
    errors.put(buffer, length);
  }

  @Override
  public void ended(Ending ending) {
    errors.end();
    session.ended(ending);
  }
}
