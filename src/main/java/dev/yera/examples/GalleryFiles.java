package dev.yera.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** A chart, a picture, a sound and a film, small enough to stand in a program. */
final class GalleryFiles {
  /** One second of the tide coming in, in VP8. */
  private static final String FILM =
      """
      GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAJLEU2bdLlNu4tTq4QVSalmU6yBbk27
      i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAjnsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
      AAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYREYwhSTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPF
      h6At1+SqnFKDgQFV7oEBhoVWX1ZQOOCdsIFAuoEkU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAVnngQCg
      66G8gQAAAFADAJ0BKkAAJAAHBwiFhYiZhIglggJ08pV0gjnfrFKc/i74AJsq9XmVWGEwPB2j/SjIAOKQaZ8AdaGqpqju
      gQGlo7ACAJ0BKkAAJAAKhwiFhYiZhIg4AgAGjk/Mx5vxWAD+664AoMSho4EBKgBRAgAcETwAGAAaQA/0AAbtJvjxfHCb
      KvV5lVhhMDsAdaGZppfugQGlktEBACoRwAAYABhYL/QACIwAAPuBAKDHoaWBAl4AcQIAHBD4ABgAGkgH9AAN4/3OVNNk
      AJvAkrVm6cszhXnwdaGZppfugQGlktEBACoRwAAYABhYL/QACIwAAPuCASqg2KG2gQOMANEDABwQ4AAYDSool/+h/vv9
      t/hUlRTggfVt4WR4zjByANZw27kLJDmRpgVGmhP3cnqgdaGZppfugQGlktEBACoRwAAYABhYL/QACIwAAPuCAl4cU7tr
      jbuLs4EAt4b3gQHxgdQ=
      """;

  static final String RAIN =
      """
      {"title": "Rain", "mark": "bar", "data": {"values": [{"day": 1, "mm": 4}, {"day": 2, "mm": 7}]},
       "encoding": {"x": {"field": "day", "type": "ordinal"}, "y": {"field": "mm", "type": "quantitative"}}}
      """;

  private GalleryFiles() {}

  static byte[] sky() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="240" height="80">
          <rect width="240" height="80" fill="#58b"/><circle cx="190" cy="28" r="14" fill="#fd6"/>
        </svg>
        """
        .getBytes(UTF_8);
  }

  /** A quarter of a second of 440 Hz, which fades away, as a WAV file. */
  static byte[] bell() {
    int rate = 8000;
    byte[] file = new byte[44 + rate / 4];
    byte[] head =
        Base64.getDecoder().decode("UklGRvQHAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YdAHAAA=");
    System.arraycopy(head, 0, file, 0, head.length);
    for (int at = 44; at < file.length; at++) {
      double time = (at - 44.0) / rate;
      file[at] = (byte) (128 + 100 * Math.exp(-12 * time) * Math.sin(2 * Math.PI * 440 * time));
    }
    return file;
  }

  static byte[] tide() {
    return Base64.getMimeDecoder().decode(FILM);
  }
}
