package dev.yera.event.reason;

/**
 * All that can be said of an answer or an argument that does not fit, in English. In other
 * languages the catalogue of the page's texts has it, by the names on the wire ({@code reasons}).
 */
public enum ReasonKey implements Wording {
  // What is expected: nouns.
  STRING("a string"),
  STRING_UP_TO("a string of at most {most} characters"),
  FULL_TEXT("a text that is not empty"),
  FULL_TEXT_UP_TO("a text that is not empty of at most {most} characters"),
  TEXT_UP_TO("a text of at most {most} characters"),
  TEXT_LIKE("a text that matches {pattern}"),
  NUMBER("a number"),
  NUMBER_FROM_TO("a number from {low} to {high}"),
  NUMBER_FROM("a number of at least {low}"),
  NUMBER_TO("a number of at most {high}"),
  IN_STEPS("{number} in steps of {step}"),
  WHOLE_NUMBER("a whole number"),
  WHOLE_NUMBER_FROM_TO("a whole number from {low} to {high}"),
  TRUE_OR_FALSE("true or false"),
  DATE("a date like 2026-11-22"),
  ONE_OF("one of {options}"),
  SOME_OF("a list of {least} or more of the options, each at most once"),
  SOME_OF_UP_TO("a list of {least} to {most} of the options, each at most once"),
  FILE("a list of one file_id of this session"),
  FILES("a list of 1 to {most} different file_ids of this session"),
  MESSAGE("an object with text, which is not empty, and files, an empty list"),
  MESSAGE_WITH_FILES(
      "an object with text and files, a list of at most {most} different file_ids of this session,"
          + " not both of them empty"),
  LIST("a list"),
  LIST_OF("a list, each element {element}"),
  OBJECT("an object"),
  OR_NULL("{expected}, or null"),
  BLOCK("the id of a block"),
  BLOCK_OF_SESSION("a block of this session"),
  ANSWERED_BLOCK("a block that was answered"),
  ZONE("a name like Europe/Zurich"),
  DURATION("a duration like PT1H, at most {most}"),
  VIEW_OR_ANSWER("view or answer"),
  UP_OR_DOWN("up, down or null"),

  // What an answer is: behind "the answer to the block".
  ANSWER("must be {expected}"),
  ANSWER_IS("must be {expected}, but it is {given}"),
  FORM("must be an object with exactly its fields: {fields}"),
  ONE_LINE("must be one line, without a line end"),
  SHORT_LINE("must be at most {most} bytes long, as any line of a terminal"),
  BLOCK_TYPE("is a {type}, but blockType is {given}"),
  ANSWER_BODY(
      "The body must be an object with blockId and blockType, which are strings, and value."),

  // Files of an answer.
  UNKNOWN_FILE("\"{file}\" is the file_id of no file of this session."),
  LARGE_FILE("\"{file}\" has {size} bytes; at most {most} are taken (max_bytes)."),
  OTHER_FILE("\"{file}\" is of type {type}; only {accept} is taken (accept)."),

  // Arguments: behind the name of the parameter.
  MISFIT("{given} is not {expected}"),
  IT("it must be {expected}"),
  IT_IS("it must be {expected}, but it is {given}"),
  NO_JSON("it is not JSON: {problem}"),
  TOO_MANY("there are {given}, the app takes {taken}"),
  TWICE("it is given twice, by position and by name"),
  MISSING("it is missing, and must be {type}"),
  NO_PARAMETERS("the app has no such parameter; it takes none"),
  OTHER_PARAMETERS("the app has no such parameter; it has {names}"),
  NUL("it contains a NUL character"),
  OPTION(
      "it begins with \"-\", which this app takes only if its description has \"options\": true"),
  PARAMETER_TYPE(
      "parameter {name} is of type {type}; an app takes String, int, long, BigInteger, double,"
          + " float, boolean, LocalDate, an enum, and List or Optional of these"),
  NOT_KEPT("the arguments of this session were too large to be kept"),
  ANY_BODY("the body must be an object"),
  CREATE_BODY("the body must be an object with an app_id"),
  NAME_BODY("the body must be an object with title or pinned"),
  NAME_OR_PIN("only title and pinned can be changed"),
  FEEDBACK_BODY("the body must be an object with the blockId of a block"),
  SHARE_BODY("the body must be an object with may"),
  SIZE_BODY("the body must be an object with columns and rows"),

  // Files of authors.
  ENCODING("it is {encoding}: save it as UTF-8"),
  UNMARKED_UTF_16("UTF-16 without a byte order mark"),
  OTHER_ENCODING("in another encoding than UTF-8"),
  BROKEN_UTF_16("broken UTF-16");

  private final String english;

  ReasonKey(String english) {
    this.english = english;
  }

  @Override
  public String english() {
    return english;
  }
}
