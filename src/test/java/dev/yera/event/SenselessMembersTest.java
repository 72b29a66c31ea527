package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.block.MalformedEventException;
import dev.yera.event.block.Slider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Members of the right type with a value that makes no sense (contract, section 3): each counts as
 * left out and is reported, so that every question that is asked can be answered.
 */
class SenselessMembersTest {
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Wire.Received receive(String type, String data) {
    return Wire.receive(type, json(data));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          slider      | {'min_value':10,'max_value':1}            | {}                           | min_value
          slider      | {'min_value':200}                         | {}                           | min_value
          slider      | {'max_value':-0.5,'label':'?'}            | {'label':'?'}                | min_value
          slider      | {'min_value':10,'max_value':1,'step':0.5} | {'step':0.5}                 | min_value
          slider      | {'max_value':10,'default_value':50}       | {'max_value':10}             | default_value
          slider      | {'max_value':10,'default_value':-1e-9}    | {'max_value':10}             | default_value
          slider      | {'step':0}                                | {}                           | step
          slider      | {'step':-0.5}                             | {}                           | step
          slider      | {'step':-0.0}                             | {}                           | step
          slider      | {'step':NaN}                              | {}                           | step
          slider      | {'step':1e400}                            | {}                           | step
          slider      | {'min_value':-Infinity}                   | {}                           | min_value
          slider      | {'min_value':-1e400}                      | {}                           | min_value
          slider      | {'max_value':Infinity}                    | {}                           | max_value
          slider      | {'default_value':NaN}                     | {}                           | default_value
          date_picker | {'default_date':'+12345-01-01'}           | {}                           | default_date
          date_picker | {'default_date':'-0001-01-01'}            | {}                           | default_date
          date_picker | {'default_date':'2026-11-31'}             | {}                           | default_date
          bar_chart   | {'data':[{'a':1}],'x':'m','y':['a']}      | {'data':[{'a':1}],'y':['a']} | x
          bar_chart   | {'data':[{'a':1}],'x':'a','y':['n']}      | {'data':[{'a':1}],'x':'a'}   | y
          bar_chart   | {'data':[{'a':1},{}],'y':['a','n']}       | {'data':[{'a':1},{}]}        | y
          line_chart  | {'data':[{'a':1}],'y':['']}               | {'data':[{'a':1}]}           | y
          line_chart  | {'data':[{'a':1}],'x':'m'}                | {'data':[{'a':1}]}           | x
          bar_chart   | {'y':['a','b'],'colour':['red']}          | {'y':['a','b']}              | colour
          line_chart  | {'y':['a'],'colour':[]}                   | {'y':['a']}                  | colour
          line_chart  | {'y':['a'],'colour':['red','blue']}       | {'y':['a']}                  | colour
          text_input  | {'end_of_input':true}                     | {}                           | end_of_input
          columns     | {'n':0}                                   | {}                           | n
          columns     | {'n':-3}                                  | {}                           | n
          exit        | {'duration_seconds':-1}                   | {}                           | duration_seconds
          exit        | {'duration_seconds':NaN}                  | {}                           | duration_seconds
          """)
  void itCountsAsLeftOutAndIsReported(String type, String data, String leftOut, String name) {
    Wire.Received received = receive(type, data);
    assertThat(received.event()).isEqualTo(receive(type, leftOut).event());
    assertThat(received.complaints())
        .singleElement()
        .asString()
        .startsWith("data." + name + " is not ");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          slider      | {'min_value':3,'max_value':3,'default_value':3,'step':1}
          slider      | {'min_value':-1e-300,'max_value':1e300,'step':1e-300}
          slider      | {'min_value':1234567890123456780,'max_value':1234567890123456789}
          slider      | {'min_value':0,'max_value':100.0,'default_value':100}
          slider      | {'min_value':null,'max_value':null,'default_value':null,'step':null}
          date_picker | {'default_date':'0000-02-29'}
          bar_chart   | {'data':[],'x':'m','y':['a'],'colour':null}
          bar_chart   | {'data':[{'m':1},{'a':null}],'x':'m','y':['a','a'],'colour':['red','red']}
          line_chart  | {'data':[{'':1}],'x':'','y':['']}
          columns     | {'n':1}
          exit        | {'duration_seconds':0}
          """)
  void whatMakesSenseStays(String type, String data) {
    Wire.Received received = receive(type, data);
    assertThat(received.complaints()).isEmpty();
    assertThat(Wire.complete(received.event().json())).isEqualTo(received.event());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}
          {'options':[]}
          {'options':null}
          {'options':'yes'}
          {'options':['yes','no','yes']}
          {'options':['yes','']}
          {'options':['\u2003 ']}
          """)
  void aQuestionThatNobodyCanAnswerIsRefused(String data) {
    assertThatThrownBy(() -> receive("buttons", data))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("options");
  }

  @Test
  void theMembersAroundABlockAreLookedAtAsWell() {
    Map<String, String> senseless =
        Map.of(
            "block_id", "''",
            "parent_block_id", "''",
            "chunk_id", "-1",
            "app", "{'name':'x','instance_id':-1}");
    senseless.forEach(
        (name, value) -> {
          Wire.Received received =
              Wire.receive(json("{'block_type':'text','%s':%s}".formatted(name, value)));
          assertThat(received.event()).isEqualTo(Wire.receive("text", "{}").event());
          assertThat(received.complaints()).singleElement().asString().startsWith(name);
        });
  }

  /** Whatever is said of a slider: the one that is asked has a range, and its default is in it. */
  @Test
  void anySliderThatIsAskedCanBeAnswered() {
    List<String> numbers =
        List.of("null", "0", "-1", "1", "100", "NaN", "-Infinity", "1e308", "'1'", "0.1");
    for (String low : numbers) {
      for (String high : numbers) {
        for (String first : numbers) {
          Slider slider =
              (Slider)
                  receive(
                          "slider",
                          "{'min_value':%s,'max_value':%s,'default_value':%s,'step':%1$s}"
                              .formatted(low, high, first))
                      .event()
                      .block();
          assertThat(
                  Stream.of(slider.minValue(), slider.defaultValue(), slider.maxValue())
                      .map(Number::doubleValue))
              .isSorted()
              .allMatch(Double::isFinite);
          assertThat(slider.step() == null || slider.step().doubleValue() > 0).isTrue();
        }
      }
    }
  }
}
