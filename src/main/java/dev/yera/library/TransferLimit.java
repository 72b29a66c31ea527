package dev.yera.library;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/**
 * Ends what takes too long or is too large: a repository that sends a byte a minute never times
 * out. For the transfers of one request; thread-safe, as Maven transfers several at once.
 */
final class TransferLimit extends AbstractTransferListener {
  /** For all that a request needs; a silent repository takes a minute at most besides. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** In bytes. */
  static final long LARGEST = 1L << 30;

  private final LongSupplier nanoTime;
  private final long begun;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Begins now.
   *
   * @param nanoTime monotonic time
   */
  TransferLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public void transferInitiated(TransferEvent event) throws TransferCancelledException {
    check(0);
  }

  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    check(event.getDataLength());
  }

  private void check(int more) throws TransferCancelledException {
    if (nanoTime.getAsLong() - begun > LONGEST.toNanos()) {
      throw new TransferCancelledException(
          "it takes longer than %d minutes".formatted(LONGEST.toMinutes()));
    }
    if (bytes.addAndGet(more) > LARGEST) {
      throw new TransferCancelledException("it is larger than %d MiB".formatted(LARGEST >> 20));
    }
  }
}
