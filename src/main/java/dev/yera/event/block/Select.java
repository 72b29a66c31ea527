package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks to choose from a list: one option, or several.
 *
 * @param options the options, distinct and not blank
 * @param defaultValue the options that are chosen at first; at most one if only one may be
 * @param multiple whether the answer is a list of options
 * @param minChoices the fewest options in such a list
 * @param maxChoices the most options in such a list
 * @param asked what all questions have
 */
public record Select(
    List<String> options,
    List<String> defaultValue,
    boolean multiple,
    int minChoices,
    int maxChoices,
    Asked asked)
    implements Prompt {
  static final String TYPE = "select";

  static Select read(Members data) {
    List<String> options = Options.read(data, TYPE);
    boolean multiple = data.bool("multiple", false);
    int least = data.atLeast(0, "min_choices", 0);
    int most = data.atLeast(1, "max_choices", options.size());
    boolean isRange = least <= most && least <= options.size();
    least = data.sensible("min_choices", least, isRange, "as few as can be chosen", 0);
    List<String> first = multiple ? data.nullableStrings("default_value") : one(data);
    boolean makesSense = first == null || isChoice(first, options);
    String expected = multiple ? "a list of the options" : "one of the options";
    first = data.sensible("default_value", first, makesSense, expected, null);
    return new Select(
        options,
        first == null ? List.of() : Texts.of(first),
        multiple,
        least,
        most,
        Asked.read(data));
  }

  private static List<String> one(Members data) {
    String first = data.nullableString("default_value");
    return first == null ? null : List.of(first);
  }

  private static boolean isChoice(List<?> chosen, List<String> options) {
    return new HashSet<>(options).containsAll(chosen)
        && new HashSet<>(chosen).size() == chosen.size();
  }

  @Override
  public boolean takes(Object value) {
    if (!multiple) {
      return value instanceof String text && options.contains(text);
    }
    return value instanceof List<?> chosen
        && chosen.size() >= minChoices
        && chosen.size() <= maxChoices
        && isChoice(chosen, options);
  }

  @Override
  public Reason expectation() {
    if (!multiple) {
      return Options.expectation(options);
    }
    return maxChoices < options.size()
        ? ReasonKey.SOME_OF_UP_TO.with(minChoices, maxChoices)
        : ReasonKey.SOME_OF.with(minChoices);
  }

  @Override
  public Select again(Object answer, String error) {
    return new Select(
        options, chosen(answer), multiple, minChoices, maxChoices, asked.again(error));
  }

  private static List<String> chosen(Object answer) {
    List<String> chosen = new ArrayList<>();
    if (answer instanceof List<?> several) {
      for (Object each : several) {
        chosen.add((String) each);
      }
    } else if (answer != null) {
      chosen.add((String) answer);
    }
    return chosen;
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("options", options);
    members.put("label", asked.label());
    if (multiple) {
      members.put("default_value", new ArrayList<>(defaultValue));
      members.put("multiple", true);
      members.put("min_choices", minChoices);
      members.put("max_choices", maxChoices);
    } else {
      members.put("default_value", defaultValue.isEmpty() ? null : defaultValue.get(0));
    }
    asked.putRest(members);
    return Collections.unmodifiableMap(members);
  }
}
