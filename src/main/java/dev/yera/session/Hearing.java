package dev.yera.session;

import dev.yera.event.EventLine;
import dev.yera.event.block.EndReason;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.executor.AppExecutor;
import dev.yera.executor.Launch;
import dev.yera.executor.Mark;
import dev.yera.executor.ProcessEnd;
import dev.yera.file.AppFolders;
import dev.yera.protocol.AppProtocol;
import dev.yera.protocol.EventsProtocol;
import dev.yera.protocol.Heard;
import dev.yera.protocol.TerminalProtocol;
import dev.yera.protocol.TextProtocol;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Watched;
import dev.yera.session.diagnostic.AppLog;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.diagnostic.ErrorOutput;
import dev.yera.session.diagnostic.LineBeyondLimit;
import dev.yera.session.diagnostic.ScreenLine;
import dev.yera.session.diagnostic.SwallowedEvent;
import dev.yera.settings.OperatorSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Passes the translated output of the executor to its session. */
final class Hearing implements AppExecutor.Listener, Heard {
  /** The longest line, because a line is parsed in one array. */
  private static final long LONGEST_LINE = 1 << 30;

  /** What OpenTelemetry's command line tools read, too. */
  private static final String TRACE = "TRACEPARENT";

  private final Session session;
  private final AppProtocol protocol;
  private final ErrorOutput errors;
  private final SessionContext context;
  private final Path folder;

  /** Where error output goes besides. */
  private final Optional<AppLog> log;

  private Hearing(Session session, AppProtocol protocol, SessionContext context, Path folder) {
    this.session = session;
    this.context = context;
    this.protocol = protocol;
    this.folder = folder;
    this.log =
        context.settings().get(OperatorSettings.LOG_APPS)
            ? Optional.of(new AppLog(session.id(), context.nanoTime()))
            : Optional.empty();
    this.errors = new ErrorOutput(this::errorLine);
  }

  /** A run of this session, to be started: an executor, and who translates for it. */
  static Phase.Run prepare(Session session, Prelude prelude, SessionContext context) {
    Mark mark = new Mark(session.id().value());
    Launch launch =
        traced(context.launcher().launch(session.app(), prelude.arguments()), prelude.places());
    AppProtocol protocol =
        switch (session.app().protocol()) {
          case TEXT -> new TextProtocol();
          case TERMINAL -> new TerminalProtocol(false);
          case TERMINAL_KEYS -> new TerminalProtocol(true);
          case EVENTS ->
              new EventsProtocol(
                  prelude.startLine(), launch.announcesReady(), maxLine(context.settings()));
        };
    Measures.Start own = launch.announcesReady() ? Measures.Start.COLD : Measures.Start.COMMAND;
    session.startsBy(own);
    AppExecutor executor =
        new AppExecutor(
            launch,
            mark,
            context.guard(),
            context.processes(),
            () -> {
              Optional<Process> ready = context.workers().take(mark);
              ready.ifPresent(process -> session.startsBy(Measures.Start.READY));
              return ready;
            },
            context.starts(),
            new Hearing(session, protocol, context, launch.folder()));
    return new Phase.Run(context.clock().instant(), executor, protocol);
  }

  /** A Java worker may be there before its session: only commands have it as a variable. */
  private static Launch traced(Launch launch, Prelude.Places places) {
    return launch.announcesReady() || places.start().isEmpty()
        ? launch
        : launch.with(TRACE, places.start().get().toString());
  }

  private static int maxLine(Settings settings) {
    return Math.toIntExact(Math.min(settings.get(SessionSettings.MAX_LINE), LONGEST_LINE));
  }

  // ---- From the executor

  @Override
  public void started(long pid) {
    Limits limits = context.launcher().limits(session.app());
    Mark mark = new Mark(session.id().value());
    context.guard().limit(mark, limits);
    context
        .meter()
        .watch(
            session.id().toString(),
            new Watched(pid, context.guard().home(mark), context.guard().groupOf(mark), limits),
            excess -> session.end(ServerEnd.exceeded(excess, limits)));
    session.spawned(pid);
  }

  @Override
  public void output(byte[] buffer, int length) {
    protocol.output(buffer, length, this);
    session.said();
  }

  @Override
  public void error(byte[] buffer, int length) {
    errors.put(buffer, length);
    if (protocol.error(buffer, length, this)) {
      session.said();
    }
  }

  private void errorLine(String line) {
    session.diagnose(Diagnostic.Source.STDERR, line);
    log.ifPresent(each -> each.line(line));
  }

  @Override
  public void ended(ProcessEnd ending) {
    context.meter().forget(session.id().toString());
    errors.end();
    log.ifPresent(AppLog::end);
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
    if (!GivenFiles.gives(event) || !session.goesOn()) {
      session.say(event);
      return;
    }
    try {
      Path home = context.guard().home(new Mark(session.id().value())).path();
      AppFolders folders = new AppFolders(home.resolve(folder), home);
      session.say(new GivenFiles(session.id(), context.files(), folders).stored(event));
    } catch (GivenFiles.RefusedFileException e) {
      session.diagnose(
          Diagnostic.Source.SERVER,
          "An event of type %s was refused: %s"
              .formatted(event.members().get("block_type"), e.getMessage()));
    }
  }

  @Override
  public void text(String piece, boolean isError) {
    session.say(new Text(piece, isError));
  }

  @Override
  public void terminal(String piece) {
    session.say(new Terminal(piece));
  }

  @Override
  public void stray(String line) {
    // A failed event is shown as written, because a CR may be its error.
    boolean meant = line.startsWith("{");
    session.diagnose(Diagnostic.Source.STDOUT, meant ? line : ScreenLine.of(line));
    if (meant) {
      LineBeyondLimit.complaint(line)
          .ifPresent(reason -> session.diagnose(Diagnostic.Source.SERVER, reason));
    }
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
