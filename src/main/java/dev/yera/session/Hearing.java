package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.Protocol;
import dev.yera.event.EventLine;
import dev.yera.event.InputEvent;
import dev.yera.executor.AppExecutor;
import dev.yera.executor.Launch;
import dev.yera.executor.Mark;
import dev.yera.executor.ProcessEnd;
import dev.yera.protocol.AppProtocol;
import dev.yera.protocol.EventsProtocol;
import dev.yera.protocol.Heard;
import dev.yera.protocol.TextProtocol;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.diagnostic.ErrorOutput;
import dev.yera.session.diagnostic.ScreenLine;
import dev.yera.session.diagnostic.SwallowedEvent;
import dev.yera.settings.Settings;
import java.nio.file.Path;

/** Passes the translated output of the executor to its session. */
final class Hearing implements AppExecutor.Listener, Heard {
  /** The longest line, because a line is parsed in one array. */
  private static final long LONGEST_LINE = 1 << 30;

  private final Session session;
  private final AppProtocol protocol;
  private final ErrorOutput errors;

  private Hearing(Session session, AppProtocol protocol) {
    this.session = session;
    this.protocol = protocol;
    this.errors = new ErrorOutput(line -> session.diagnose(Diagnostic.Source.STDERR, line));
  }

  /** Prepares a run of this session: an executor and its translator. */
  static Phase.Run prepare(Session session, Arguments arguments, SessionContext context) {
    Mark mark = new Mark(session.id().value());
    Launch launch = context.launcher().launch(session.app(), arguments);
    AppProtocol protocol =
        session.app().protocol() == Protocol.TEXT
            ? new TextProtocol()
            : events(session, arguments, launch, context.settings());
    AppExecutor executor =
        new AppExecutor(
            launch,
            mark,
            context.guard(),
            context.processes(),
            () -> context.workers().take(mark),
            context.starts(),
            new Hearing(session, protocol));
    return new Phase.Run(context.clock().instant(), executor, protocol);
  }

  private static AppProtocol events(
      Session session, Arguments arguments, Launch launch, Settings settings) {
    ListedApp app = session.app();
    InputEvent.Start start =
        new InputEvent.Start(
            session.id().toString(),
            app.id().value(),
            arguments.args(),
            arguments.kwargs(),
            app.classPath().stream().map(Path::toString).toList());
    long maxLine = Math.min(settings.get(Settings.MAX_LINE), LONGEST_LINE);
    return new EventsProtocol(start, launch.announcesReady(), Math.toIntExact(maxLine));
  }

  // ---- From the executor

  @Override
  public void started() {
    session.spawned();
  }

  @Override
  public void output(byte[] buffer, int length) {
    protocol.output(buffer, length, this);
    session.said();
  }

  @Override
  public void error(byte[] buffer, int length) {
    errors.put(buffer, length);
  }

  @Override
  public void ended(ProcessEnd ending) {
    errors.end();
    protocol.end(this);
    session.ended(ending);
  }

  // ---- From the translator

  @Override
  public void event(EventLine.Whole chunk, byte[] bytes, int offset, int length) {
    session.say(chunk, bytes, offset, length);
  }

  @Override
  public void event(EventLine.Partial event) {
    session.say(event);
  }

  @Override
  public void text(String piece) {
    session.say(piece);
  }

  @Override
  public void stray(String line) {
    // A failed event is shown as written, because a CR may be its error.
    boolean meant = line.startsWith("{");
    session.diagnose(Diagnostic.Source.STDOUT, meant ? line : ScreenLine.of(line));
    SwallowedEvent.in(line)
        .ifPresent(lost -> session.diagnose(Diagnostic.Source.SERVER, lost.complaint()));
  }

  @Override
  public void ready() {
    session.ready();
  }

  @Override
  public void tooLong(int longest) {
    session.end(
        new ServerEnd(
            EndReason.EVENT_TOO_LARGE,
            "The app wrote a line of more than %d bytes (yera.session.max-line)."
                .formatted(longest)));
  }
}
