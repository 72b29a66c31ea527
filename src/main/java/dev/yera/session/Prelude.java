package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.InputEvent;
import dev.yera.event.StartUser;
import dev.yera.protocol.EventsProtocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a session keeps for the start of its app. Arguments are kept as the line that the app will
 * read: as objects they may take many times the memory of the request that brought them.
 *
 * @param arguments for a command line; bound to parameters, or empty
 * @param startLine for an app that reads events; empty for others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Prelude(Arguments arguments, byte[] startLine) {
  /** Nothing: the app was started. */
  static final Prelude OVER = new Prelude(new Arguments(List.of(), Map.of()), new byte[0]);

  static Prelude of(SessionId session, ListedApp app, Arguments arguments, StartUser user) {
    if (app.protocol().isConsole()) {
      return new Prelude(arguments, OVER.startLine);
    }
    InputEvent.Start start =
        new InputEvent.Start(
            session.toString(),
            app.id().value(),
            arguments.args(),
            arguments.kwargs(),
            app.classPath().stream().map(Path::toString).toList(),
            app.appFolder().map(Path::toString).orElse(null),
            user);
    return new Prelude(OVER.arguments, EventsProtocol.line(start));
  }
}
