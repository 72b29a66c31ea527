package dev.yera.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An audit log in files: one for each day (UTC), a line of JSON for each entry. A line whose write
 * was cut, by the end of the process or a full disk, is passed over; what comes after it begins on
 * a new one.
 */
public final class AuditFiles implements AuditBook {
  /** A page with filters looks at so many entries, and says where the search goes on. */
  static final int MOST_LOOKED_AT = 20_000;

  private static final Logger LOG = Logger.getLogger(AuditFiles.class.getName());
  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)\\.jsonl");
  private static final Pattern PLACE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d{1,18})");

  private final Path folder;
  private final Duration kept;
  private final Clock clock;

  @GuardedBy("this")
  private LocalDate day = LocalDate.MIN;

  @GuardedBy("this")
  private FileChannel file;

  /**
   * In this folder, which is made.
   *
   * @param kept how long entries are kept, in whole days
   */
  public AuditFiles(Path folder, Duration kept, Clock clock) {
    this.folder = folder;
    this.kept = kept;
    this.clock = clock;
    try {
      PrivateFiles.makeFolder(folder);
    } catch (IOException e) {
      // With sessions in memory a server may have no folder at all.
      LOG.log(Level.WARNING, "The folder of the audit log cannot be made", e);
    }
  }

  @Override
  public synchronized void append(AuditEntry entry) {
    try {
      open(day(entry.at()));
      // In one write, which a file that is appended to takes as a whole, or cut at its end.
      ByteBuffer line = ByteBuffer.wrap(entry.line());
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      close(); // the next one looks how the file ends
      throw new StoreException("The audit log cannot be written: " + e.getMessage(), e);
    }
  }

  /** The file may have been taken away: who keeps logs elsewhere moves it there. */
  @GuardedBy("this")
  private void open(LocalDate of) throws IOException {
    Path path = file(of);
    if (file != null && of.equals(day) && Files.exists(path)) {
      return;
    }
    close();
    PrivateFiles.makeFolder(folder);
    file = PrivateFiles.append(path);
    if (!of.equals(day)) {
      day = of;
      removeOld();
    }
    if (!endsALine(path)) {
      file.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  private static boolean endsALine(Path path) throws IOException {
    try (FileChannel whole = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return whole.size() == 0 || (whole.read(last, whole.size() - 1) == 1 && last.get(0) == '\n');
    }
  }

  @GuardedBy("this")
  private void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A file of the audit log cannot be closed", e);
      }
      file = null;
    }
  }

  private Path file(LocalDate of) {
    return folder.resolve(of + ".jsonl");
  }

  private LocalDate earliest() {
    return day(clock.instant().minus(kept));
  }

  private void removeOld() throws IOException {
    for (LocalDate each : days()) {
      if (each.isBefore(earliest())) {
        Files.deleteIfExists(file(each));
      }
    }
  }

  /** Those that there is a file of, the last one first. */
  private List<LocalDate> days() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> NAME.matcher(each.getFileName().toString()))
          .filter(Matcher::matches)
          .map(named -> LocalDate.parse(named.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** Where a page begins: in the file of this day, before this byte. */
  private record Place(LocalDate day, long before) {
    static final Place END = new Place(LocalDate.MAX, Long.MAX_VALUE);

    static Place of(String text) {
      Matcher parts = PLACE.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no place in an audit log");
      }
      return new Place(LocalDate.parse(parts.group(1)), Long.parseLong(parts.group(2)));
    }
  }

  @Override
  public AuditPage page(AuditQuery query) {
    Place place;
    try {
      place = query.after().map(Place::of).orElse(Place.END);
    } catch (DateTimeException noDay) {
      throw new IllegalArgumentException("no place in an audit log", noDay);
    }
    try {
      return page(query, place);
    } catch (IOException e) {
      throw new StoreException("The audit log cannot be read: " + e.getMessage(), e);
    }
  }

  private AuditPage page(AuditQuery query, Place place) throws IOException {
    List<AuditEntry> found = new ArrayList<>();
    int looked = 0;
    for (LocalDate each : days()) {
      if (each.isAfter(place.day()) || !mayHave(each, query)) {
        continue;
      }
      long from = each.equals(place.day()) ? place.before() : Long.MAX_VALUE;
      try (FileChannel content = FileChannel.open(file(each), StandardOpenOption.READ)) {
        LinesBackwards lines = new LinesBackwards(content, from);
        for (Optional<byte[]> line = lines.previous(); line.isPresent(); line = lines.previous()) {
          AuditEntry.read(line.get()).filter(query::isMet).ifPresent(found::add);
          looked++;
          if (found.size() == query.limit() || looked == MOST_LOOKED_AT) {
            return new AuditPage(found, Optional.of(each + " " + lines.place()));
          }
        }
      } catch (NoSuchFileException removed) {
        LOG.log(Level.FINE, "A day of the audit log was removed while it was read", removed);
      }
    }
    return new AuditPage(found, Optional.empty());
  }

  private boolean mayHave(LocalDate of, AuditQuery query) {
    return !of.isBefore(earliest())
        && query.since().filter(each -> of.isBefore(day(each))).isEmpty()
        && query.until().filter(each -> of.isAfter(day(each))).isEmpty();
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
