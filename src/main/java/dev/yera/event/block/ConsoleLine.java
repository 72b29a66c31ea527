package dev.yera.event.block;

import java.util.Map;

/**
 * The line to type on that the server opens on behalf of a console program (contract, section 4).
 * Null is a valid answer to it: the end of input.
 *
 * @param terminal whether the program runs on a pseudo-terminal
 * @param keys whether an answer is what was typed, escapes included; else it is a line
 * @param raw whether the program reads keys by itself and shows of them what it wants
 */
public record ConsoleLine(boolean terminal, boolean keys, boolean raw) {
  /** That of a program that reads and writes pipes. */
  public static final ConsoleLine OF_PIPE = new ConsoleLine(false, false, false);

  void putAll(Map<String, Object> members) {
    members.put(TextInput.END_OF_INPUT, true);
    if (terminal) {
      members.put("terminal", true);
      members.put("input", keys ? "keys" : "line");
      if (raw) {
        members.put("raw", true);
      }
    }
  }
}
