package dev.yera.event.block;

import java.util.Map;

/**
 * What all questions have.
 *
 * @param label the question, or null
 * @param required false makes null an answer; true, if it is said, also refuses a text of nothing
 *     but space
 * @param help a sentence beside the question, or null
 * @param error what was wrong with the last answer, if it is asked again, or null
 */
public record Asked(String label, Boolean required, String help, String error) {
  static final Asked NOTHING = new Asked(null, null, null, null);

  /** Only a label. */
  public static Asked of(String label) {
    return label == null ? NOTHING : new Asked(label, null, null, null);
  }

  static Asked read(Members data) {
    return new Asked(
        data.nullableString("label"),
        data.nullableBool("required"),
        data.nullableString("help"),
        data.nullableSentence("error"));
  }

  /** Whether null is no answer. */
  public boolean isRequired() {
    return required == null || required;
  }

  /** Whether the question insists on an answer that is not empty. */
  public boolean insists() {
    return required != null && required;
  }

  /** With what is wrong with the last answer. */
  public Asked again(String problem) {
    return new Asked(label, required, help, problem);
  }

  /** The other members than the label; those without a value are left out. */
  void putRest(Map<String, Object> members) {
    Members.put(members, "required", required);
    Members.put(members, "help", help);
    Members.put(members, "error", error);
  }
}
