package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.InputEvent;
import dev.yera.event.StartUser;
import dev.yera.protocol.EventsProtocol;
import dev.yera.trace.TraceParent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session keeps for the start of its app. Arguments are kept as the line that the app will
 * read: as objects they may take many times the memory of the request that brought them.
 *
 * @param arguments for a command line; bound to parameters, or empty
 * @param startLine for an app that reads events; empty for others
 * @param places in a trace
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Prelude(Arguments arguments, byte[] startLine, Places places) {
  /**
   * Where it is in a trace.
   *
   * @param session what is done for it without a place of its own
   * @param start of its app
   */
  record Places(Optional<TraceParent> session, Optional<TraceParent> start) {
    static final Places NONE = new Places(Optional.empty(), Optional.empty());
  }

  /** Nothing: the app was started. */
  static final Prelude OVER =
      new Prelude(new Arguments(List.of(), Map.of()), new byte[0], Places.NONE);

  static Prelude of(
      SessionId session, ListedApp app, Arguments arguments, StartUser user, Places places) {
    if (app.protocol().isConsole()) {
      return new Prelude(arguments, OVER.startLine, places);
    }
    InputEvent.Start start =
        new InputEvent.Start(
            session.toString(),
            app.id().value(),
            arguments.args(),
            arguments.kwargs(),
            app.classPath().stream().map(Path::toString).toList(),
            app.appFolder().map(Path::toString).orElse(null),
            user,
            places.start().map(TraceParent::toString).orElse(null));
    return new Prelude(OVER.arguments, EventsProtocol.line(start), places);
  }
}
