package dev.yera.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Eight at a time or one by one: the same byte is found. */
class ByteScanTest {
  @Property
  void theFirstOfAValueIsFound(
      @ForAll @Size(max = 40) byte[] bytes,
      @ForAll byte value,
      @ForAll @IntRange(max = 12) int from) {
    int start = Math.min(from, bytes.length);
    int expected = -1;
    for (int at = bytes.length - 1; at >= start; at--) {
      expected = bytes[at] == value ? at : expected;
    }
    assertThat(ByteScan.indexOf(value, bytes, start, bytes.length)).isEqualTo(expected);
  }

  @Property
  void everyValueIsFoundWhereverItStands(
      @ForAll byte value, @ForAll byte around, @ForAll @IntRange(max = 39) int at) {
    byte[] bytes = new byte[40];
    Arrays.fill(bytes, around);
    bytes[at] = value;
    assertThat(ByteScan.indexOf(value, bytes, 0, bytes.length)).isEqualTo(value == around ? 0 : at);
  }

  @Property
  void plainTextEndsAtTheFirstByteThatIsNot(
      @ForAll byte special,
      @ForAll @IntRange(min = ' ', max = 126) int plain,
      @ForAll @IntRange(max = 39) int at) {
    byte[] bytes = new byte[40];
    Arrays.fill(bytes, plain == '"' || plain == '\\' ? (byte) 'x' : (byte) plain);
    bytes[at] = special;
    boolean isPlain = special >= ' ' && special != '"' && special != '\\';
    assertThat(ByteScan.endOfPlain(bytes, 0, bytes.length)).isEqualTo(isPlain ? 40 : at);
    assertThat(ByteScan.endOfPlain(bytes, 0, at)).isEqualTo(at);
  }
}
