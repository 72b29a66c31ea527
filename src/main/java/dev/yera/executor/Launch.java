package dev.yera.executor;

import dev.yera.event.block.Terminal;
import dev.yera.sandbox.Box;
import dev.yera.sandbox.ControlGroup;
import dev.yera.sandbox.Home;
import dev.yera.settings.SystemEncoding;
import dev.yera.terminal.PseudoTerminal;
import dev.yera.terminal.TerminalProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How to start a process.
 *
 * <p>It gets a home of its own, which is its {@code HOME} unless it has another. One that runs
 * somewhere else has that folder as {@code YERA_APP_FOLDER} (contract, section 11).
 *
 * @param command the program and its arguments
 * @param environment all that it gets, besides the mark
 * @param folder where it runs; an empty path is its home
 * @param announcesReady whether it says {@code ready} before it takes its start
 * @param onTerminal whether it runs on a pseudo-terminal of its own
 * @param box what it is put into
 * @param ofSession what only its session has, unless the environment has one of these already
 */
public record Launch(
    List<String> command,
    Map<String, String> environment,
    Path folder,
    boolean announcesReady,
    boolean onTerminal,
    Box box,
    Function<Mark, Map<String, String>> ofSession) {

  private static final String APP_FOLDER = "YERA_APP_FOLDER";

  /** How what runs a program on a terminal begins to complain. */
  static final String NAMES_ITSELF = "env: ";

  /** The same with a variable more, in the place of one of its name. */
  public Launch with(String variable, String value) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put(variable, value);
    return new Launch(command, all, folder, announcesReady, onTerminal, box, ofSession);
  }

  /** One that is put into no box. */
  Launch(
      List<String> command, Map<String, String> environment, Path folder, boolean announcesReady) {
    this(command, environment, folder, announcesReady, Box.NONE);
  }

  /** One that has no terminal. */
  Launch(
      List<String> command,
      Map<String, String> environment,
      Path folder,
      boolean announcesReady,
      Box box) {
    this(command, environment, folder, announcesReady, false, box, mark -> Map.of());
  }

  /**
   * Starts the process in its own session and process group, so pid and group are the same number.
   *
   * @throws IOException if it cannot be started; then no process runs and the guard has no entry
   */
  Process start(Mark mark, Guard guard) throws IOException {
    refuseWhatCannotBeTold();
    Home home = guard.announce(mark);
    try {
      Optional<ControlGroup> group = box.group(mark.toString());
      if (group.isPresent()) {
        guard.confine(mark, group.get());
      }
      Process started =
          onTerminal ? startOnTerminal(mark, home, group) : startOnPipes(mark, home, group);
      guard.started(mark, started.pid());
      return started;
    } catch (IOException e) {
      guard.forget(mark);
      throw e;
    }
  }

  private Process startOnPipes(Mark mark, Home home, Optional<ControlGroup> group)
      throws IOException {
    return boxed(Setsid.WORDS, mark, home, group).start();
  }

  private Process startOnTerminal(Mark mark, Home home, Optional<ControlGroup> group)
      throws IOException {
    PseudoTerminal terminal = PseudoTerminal.open(Terminal.COLUMNS, Terminal.ROWS);
    try {
      List<String> leader = new ArrayList<>(Setsid.WORDS);
      leader.addAll(TerminalProcess.words(terminal));
      if (!box.complaint().equals(NAMES_ITSELF)) {
        leader.addAll(List.of("env", "--")); // a shell would say it in words of its own
      }
      return TerminalProcess.start(boxed(leader, mark, home, group), terminal);
    } catch (IOException e) {
      terminal.close();
      throw e;
    }
  }

  private ProcessBuilder boxed(
      List<String> leader, Mark mark, Home home, Optional<ControlGroup> group) throws IOException {
    Path where = home.path().resolve(folder);
    List<String> inside = box.around(leader, command, where, home);
    List<String> words = group.map(each -> each.around(inside)).orElse(inside);
    ProcessBuilder builder = new ProcessBuilder(words).directory(where.toFile());
    try {
      builder.environment().clear();
      builder.environment().put("HOME", home.path().toString());
      if (!where.equals(home.path())) {
        builder.environment().put(APP_FOLDER, where.toString());
      }
      Map<String, String> own = ofSession.apply(mark);
      if (Collections.disjoint(own.keySet(), environment.keySet())) {
        builder.environment().putAll(own);
      }
      builder.environment().putAll(environment);
      builder.environment().put(Mark.VARIABLE, mark.toString());
      return builder;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e); // a name or a value that no environment takes
    }
  }

  /** The system would be told something else. */
  private void refuseWhatCannotBeTold() throws IOException {
    for (String word : command) {
      refuse(word, SystemEncoding.refusal(word));
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      refuse("the variable " + variable.getKey(), SystemEncoding.refusal(variable.getValue()));
    }
    refuse("the folder " + folder, SystemEncoding.refusal(folder));
  }

  private static void refuse(String what, Optional<String> reason) throws IOException {
    if (reason.isPresent()) {
      throw new IOException(what + " cannot be passed to a program: " + reason.get());
    }
  }
}
