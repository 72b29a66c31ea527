package dev.yera.event.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextsTest {
  /** Of any characters, lone surrogates too. */
  @Provide
  Arbitrary<List<String>> lists() {
    return Arbitraries.strings().all().ofMaxLength(3).list().ofMinSize(98).ofMaxSize(200);
  }

  @Property(tries = 200)
  void theyAreWhatTheyWere(@ForAll("lists") List<String> texts, @ForAll String other) {
    List<String> same = Texts.of(texts);
    assertThat(same).isEqualTo(texts).hasSameHashCodeAs(texts);
    texts.forEach(each -> assertThat(same.indexOf(each)).isEqualTo(texts.indexOf(each)));
    assertThat(same.contains(other)).isEqualTo(texts.contains(other));
    assertThat(same.contains(null)).isFalse();
    assertThatThrownBy(() -> same.get(texts.size())).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
