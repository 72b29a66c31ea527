package dev.yera.session;

import dev.yera.catalog.Arguments;
import dev.yera.catalog.JavaApp;
import dev.yera.event.EventLine;
import dev.yera.event.EventReader;
import dev.yera.event.InputEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One JSON object per line (contract, section 4). */
final class EventsProtocol implements AppProtocol {
  private final Session session;
  private final Arguments arguments;
  private final boolean announcesReady;
  private final LineSplitter splitter;
  private final EventReader events = new EventReader();
  private boolean readySeen;

  EventsProtocol(Session session, Arguments arguments, boolean announcesReady, int maxLine) {
    this.session = session;
    this.arguments = arguments;
    this.announcesReady = announcesReady;
    this.splitter =
        new LineSplitter(
            maxLine,
            new LineSplitter.Lines() {
              @Override
              public void line(byte[] bytes, int offset, int length) {
                EventsProtocol.this.line(bytes, offset, length);
              }

              @Override
              public void tooLong() {
                session.endLineTooLong();
              }
            });
  }

  @Override
  public void started() {
    // A worker that is not ready yet finds it in its pipe.
    sendStart();
    if (!announcesReady) {
      session.ready();
    }
  }

  private void sendStart() {
    session.write(
        line(
            new InputEvent.Start(
                session.id().toString(),
                session.app().id().value(),
                arguments.args(),
                arguments.kwargs(),
                session.app() instanceof JavaApp java ? classPath(java) : List.of())));
  }

  /** The line that tells a worker what it is going to run. */
  static byte[] prepare(JavaApp app) {
    return line(new InputEvent.Prepare(app.id().value(), classPath(app)));
  }

  private static List<String> classPath(JavaApp app) {
    return app.classPath().stream().map(Path::toString).toList();
  }

  @Override
  public void output(byte[] buffer, int length) {
    splitter.put(buffer, length);
    session.wakeViewers();
    session.tidyLog();
  }

  @Override
  public void end() {
    splitter.end();
  }

  private void line(byte[] bytes, int offset, int length) {
    EventLine line = events.read(bytes, offset, length);
    if (line instanceof EventLine.Whole whole) {
      session.acceptWhole(whole, bytes, offset, length);
    } else if (line instanceof EventLine.Partial partial) {
      session.accept(partial);
    } else if (line instanceof EventLine.Stray stray) {
      stray(stray.text());
    } else if (announcesReady && !readySeen) {
      readySeen = true;
      session.ready();
    }
  }

  private void stray(String text) {
    // What was to be an event is shown as it was written: a CR may be what is wrong with it.
    boolean meant = text.startsWith("{");
    session.diagnose(Diagnostic.Source.STDOUT, meant ? text : ScreenLine.of(text));
    SwallowedEvent.in(text)
        .ifPresent(lost -> session.diagnose(Diagnostic.Source.SERVER, lost.complaint()));
  }

  @Override
  public byte[] answer(Question question, Interaction interaction) {
    return line(
        new InputEvent.Input(
            question.id().value(), question.block().blockType(), interaction.value()));
  }

  @Override
  public byte[] stop(String reason) {
    return line(new InputEvent.Stop(reason));
  }

  @Override
  public boolean hasIdleClock() {
    return true;
  }

  private static byte[] line(InputEvent event) {
    byte[] json = event.json();
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
