package dev.yera.event.block;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a session used of a language model: one of the {@code models} of an {@link Exit}. Only the
 * server knows it.
 *
 * @param requests that were answered, or begun to be
 * @param inputTokens what the model was told
 * @param outputTokens what it said
 * @param cost of these, or null if the server has no prices
 * @param currency of the cost, or null without one
 */
public record ModelUse(
    long requests, long inputTokens, long outputTokens, Double cost, String currency) {

  static Map<String, ModelUse> read(Members models) {
    Map<String, ModelUse> all = new LinkedHashMap<>();
    for (String name : models.rest().keySet().toArray(String[]::new)) {
      models.nested(name).ifPresent(use -> all.put(name, one(use)));
    }
    return all;
  }

  private static ModelUse one(Members use) {
    Number cost = use.number("cost", null);
    return new ModelUse(
        use.number("requests", 0L).longValue(),
        use.number("input_tokens", 0L).longValue(),
        use.number("output_tokens", 0L).longValue(),
        cost == null ? null : cost.doubleValue(),
        use.nullableString("currency"));
  }

  static Map<String, Object> data(Map<String, ModelUse> models) {
    Map<String, Object> all = new LinkedHashMap<>();
    models.forEach((name, use) -> all.put(name, use.data()));
    return all;
  }

  private Map<String, Object> data() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requests", requests);
    members.put("input_tokens", inputTokens);
    members.put("output_tokens", outputTokens);
    Members.put(members, "cost", cost);
    Members.put(members, "currency", currency);
    return members;
  }
}
