package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in slices of a log. */
public final class Frames {
  private static final Pattern FRAME = Pattern.compile("id: (\\d+)\ndata: ([^\n]*)\n\n");

  /** One frame. */
  public record Frame(long id, String data) {}

  private Frames() {}

  /** The frames of a slice, which has nothing else in it. */
  public static List<Frame> of(Slice slice) {
    return of(new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8));
  }

  public static List<Frame> of(String text) {
    List<Frame> frames = new ArrayList<>();
    Matcher matcher = FRAME.matcher(text);
    int end = 0;
    while (matcher.find()) {
      assertThat(matcher.start()).isEqualTo(end);
      frames.add(new Frame(Long.parseLong(matcher.group(1)), matcher.group(2)));
      end = matcher.end();
    }
    assertThat(end).isEqualTo(text.length());
    return frames;
  }
}
