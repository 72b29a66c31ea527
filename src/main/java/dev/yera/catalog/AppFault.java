package dev.yera.catalog;

import dev.yera.event.reason.Wording;

/**
 * All that can be wrong with an app, in English. In other languages the catalogue of the page's
 * texts has it, by the names on the wire ({@code faults}), which are none of a reason's.
 */
public enum AppFault implements Wording {
  /** What another program says, in its own words: the compiler, Maven, the system. */
  IN_ITS_WORDS("{problem}"),
  PART("{part}: {problem}"),

  // Files.
  LINK_TO_NOTHING("its link does not lead to a file or folder"),
  LINK_OUT("it is a link that leaves the apps folder"),
  NO_FILE("it is not a regular file"),
  TOO_LARGE("it has {size} bytes, but at most {most} are allowed"),
  UNREADABLE("it cannot be read: {problem}"),
  EMPTY_JAR("the jar is empty"),
  NO_JAR("it is not a jar"),
  TAKEN("{id} is already the app of {place}"),

  // Members of a description.
  NO_OBJECT("it is not a JSON object"),
  MEMBER("{name} must be {expected}"),
  MEMBER_IS("{name} must be {expected}, it is {given}"),
  CLOCK("{name} must be a duration like PT10M, at least PT0S; it is {given}"),
  ONLY_ON_TERMINAL("input is for the protocol terminal only"),
  DOTTED_NAME("a dotted name like tools.greeter"),
  PROGRAM("a list that begins with a program"),
  EITHER("{some} or {last}"),
  NAMES_AND_STRINGS("an object of names and strings"),
  STRINGS("a list of strings"),
  OBJECTS("a list of objects"),
  SIZE_LIKE("a size like 64MiB"),
  DURATION_LIKE("a duration like PT1M"),
  COUNT("a whole number of 1 or more"),
  NAME_WITH_STRING("{name} must be a name with a string"),
  OF_SERVER("{name} is set by the server"),
  NO_LIMIT("there is none called {name}"),
  NAMELESS("each needs a name"),
  THERE_TWICE("{name} is there twice"),
  NO_TYPE("{name} has no known type: {type}"),
  NO_OPTIONS("{name} is an enum and needs options"),
  DEFAULT("the default of {name}: {problem}"),

  // Methods.
  NOT_STATIC("an @App method must be static"),
  NO_ID("{name} cannot be an app id"),
  SAME_NAMES("two parameters are called {name}"),
  NO_NAME(
      "parameter {place} has no name: compile with -parameters, or give it @Param(name = \"…\")"),

  // Sources.
  NO_APP("it has no method with @App"),
  NO_SOURCE("there is no {pattern} in the apps folder"),
  NO_COMPILER("this server's Java has no compiler: run it with a JDK, or compile the app to a jar"),
  COMPILER_FAILED("the compiler failed without a message; the source may be nested too deep"),
  FETCHING("its libraries are being fetched: {names}"),
  NO_COORDINATES("\"{word}\" is not group:artifact:version"),
  NO_VERSION("\"{word}\" is no version such as 17 or 21+"),
  NEWER_JAVA("it wants Java {wanted} or newer, and this server runs on {here}"),
  OTHER_JAVA("it wants Java {wanted} (write {wanted}+ for newer), and this server runs on {here}"),
  REPOSITORIES("repositories are those of Maven's settings on the server's machine");

  private final String english;

  AppFault(String english) {
    this.english = english;
  }

  @Override
  public String english() {
    return english;
  }
}
