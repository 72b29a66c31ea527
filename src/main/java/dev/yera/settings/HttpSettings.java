package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** What requests, files and streams may take. */
public final class HttpSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Long> REQUEST_MAX_BYTES =
      HERE.size("yera.request.max-bytes", "1MiB", "The largest request body but for uploads.");

  /** See the table of settings. */
  public static final Setting<Long> FILE_MAX_BYTES =
      HERE.size(
          "yera.file.max-bytes", "32MiB", "The largest file that is uploaded, or given by an app.");

  /** See the table of settings. */
  public static final Setting<Long> FILES_QUOTA =
      HERE.size("yera.session.files-quota", "256MiB", "The files of a session together.");

  /** See the table of settings. */
  public static final Setting<Duration> REQUEST_TIMEOUT =
      HERE.duration(
          "yera.request.timeout",
          "PT20S",
          "How long a request body may take to come whole, and on Payara its head. Of an upload in"
              + " this time 4 KiB for each second have to come.");

  /** See the table of settings. */
  public static final Setting<Integer> REQUEST_MAX_READING =
      HERE.count(
          "yera.request.max-reading",
          "256",
          "Request bodies that are on their way at once; of more the oldest is refused.");

  /** See the table of settings. */
  public static final Setting<Duration> HEARTBEAT =
      HERE.duration(
          "yera.stream.heartbeat",
          "PT15S",
          "The server sends a comment after this time without an event.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_AGE =
      HERE.duration(
          "yera.stream.max-age",
          "PT10M",
          "A stream is closed after this time, plus or minus 20 %; the client reconnects.");

  /** See the table of settings. */
  public static final Setting<Duration> WRITE_TIMEOUT =
      HERE.duration(
          "yera.stream.write-timeout",
          "PT10S",
          "A viewer is cut if a write takes longer than this.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private HttpSettings() {}
}
