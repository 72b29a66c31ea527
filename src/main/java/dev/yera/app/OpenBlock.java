package dev.yera.app;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;

/** A block that has begun; numbers its chunks from 0. */
final class OpenBlock {
  private final Place place;
  private final BlockId id;
  private int chunks;

  OpenBlock(Place place, BlockId id) {
    this.place = place;
    this.id = id;
  }

  BlockId id() {
    return id;
  }

  /** Sends the next chunk; synchronized, so chunks are in order on the wire. */
  OutputEvent send(Block block) {
    Run run = place.run();
    run.throwIfInterrupted();
    synchronized (run) {
      run.refuseWhenOver();
      OutputEvent event =
          new OutputEvent(id, block, run.now(), chunks, place.app(), place.parent());
      run.wire().send(event);
      chunks++;
      return event;
    }
  }
}
