package dev.yera.protocol;

import dev.yera.event.Block;
import java.util.List;

/**
 * What follows from something that happened in a session.
 *
 * @param toApp written to the process, with its line end; empty for nothing. Not copied
 * @param endsText whether the text that the app says next begins a block of its own
 * @param endsInput whether there is nothing more for the process to read, after {@code toApp}
 * @param said shown to the viewers in the name of an app that cannot say it itself
 */
public record Turn(byte[] toApp, boolean endsText, boolean endsInput, List<Block> said) {
  /** Only this line. */
  static Turn line(byte[] toApp) {
    return new Turn(toApp, false, false, List.of());
  }
}
