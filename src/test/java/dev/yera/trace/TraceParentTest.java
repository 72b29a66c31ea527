package dev.yera.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TEXT = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void whatComesGoesOnAsItCame() {
    assertThat(TraceParent.parse(TEXT).map(TraceParent::toString)).contains(TEXT);
    String unsampled = TEXT.replaceAll("01$", "00");
    assertThat(TraceParent.parse(unsampled).map(TraceParent::toString)).contains(unsampled);
    assertThat(TraceParent.parse("01-" + TEXT.substring(3) + "-more").map(TraceParent::toString))
        .as("a newer version may say more")
        .contains(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,00-x"
      })
  void whatIsNoneIsIgnored(String text) {
    assertThat(TraceParent.parse(text)).isEmpty();
  }

  @Test
  void nothingIsNone() {
    assertThat(TraceParent.parse(null)).isEmpty();
  }

  @Test
  void aChildIsInTheSameTraceAtAnotherPlace() {
    TraceParent parent = TraceParent.parse(TEXT).orElseThrow();
    TraceParent child = parent.child();
    assertThat(child.traceId()).isEqualTo(TRACE);
    assertThat(child.spanId()).isNotEqualTo(parent.spanId());
    assertThat(TraceParent.parse(child.toString())).isEqualTo(Optional.of(child));
    TraceParent root = TraceParent.root(true);
    assertThat(TraceParent.parse(root.toString())).isEqualTo(Optional.of(root));
  }
}
