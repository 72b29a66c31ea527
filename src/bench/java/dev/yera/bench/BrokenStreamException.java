package dev.yera.bench;

import java.io.IOException;

/** A stream is not what the protocol promises: a hole, a repetition, a frame of another form. */
public final class BrokenStreamException extends IOException {
  BrokenStreamException(String how) {
    super(how);
  }
}
