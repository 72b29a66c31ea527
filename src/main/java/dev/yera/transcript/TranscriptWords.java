package dev.yera.transcript;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a transcript says of itself, in one language. Those in other languages than English are in
 * the catalogue of the page's texts, a file of JavaScript: of that the objects named {@code
 * transcript} and like a {@link Group} are read, as far as they are made of texts in quotes. What
 * is not there is in English. Immutable.
 */
public final class TranscriptWords {
  /** The words that are here. */
  public static final TranscriptWords ENGLISH = new TranscriptWords("en", Map.of());

  /** Words of transcripts alone; in a catalogue by their names in lower case. */
  enum Word {
    APP("App"),
    SESSION("Session"),
    STATUS("Status"),
    CREATED("Created"),
    STARTED("Started"),
    ENDED("Ended"),
    ERRORS("Error output"),
    QUESTION("Question"),
    UNANSWERED("not answered"),
    SECRET("(secret)"),
    NOTHING("nothing"),
    COMMENT("Comment"),
    UP("Rated up"),
    DOWN("Rated down"),
    TOKENS("tokens"),
    CODE("exit code"),
    RETURNED("Returned");

    private final String english;

    Word(String english) {
      this.english = english;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Objects of the catalogue with words for names of the protocol, which are their own English. */
  enum Group {
    ENDS("ends"),
    LEVELS("levels"),
    ROLES("roles"),
    STATES("status"),
    STEPS("statusOf");

    private final String member;

    Group(String member) {
      this.member = member;
    }
  }

  private static final String OWN = "transcript";
  private static final Pattern TEXT =
      Pattern.compile(
          "['\"]?([\\w$-]++)['\"]?\\s*+:\\s*+"
              + "(?:'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\")");

  private final String language;
  private final Map<String, Map<String, String>> objects;

  private TranscriptWords(String language, Map<String, Map<String, String>> objects) {
    this.language = language;
    this.objects = objects;
  }

  /**
   * The words of a catalogue.
   *
   * @param language of its texts, as HTML names it
   * @param catalogue the text of the file
   */
  public static TranscriptWords of(String language, String catalogue) {
    Map<String, Map<String, String>> objects = new HashMap<>();
    objects.put(OWN, object(OWN, catalogue));
    for (Group group : Group.values()) {
      objects.put(group.member, object(group.member, catalogue));
    }
    return new TranscriptWords(language, objects);
  }

  private static Map<String, String> object(String member, String catalogue) {
    Map<String, String> texts = new HashMap<>();
    Matcher object =
        Pattern.compile("\\b" + member + "\\s*+[:=]\\s*+\\{([^{}]*+)\\}").matcher(catalogue);
    if (object.find()) {
      Matcher text = TEXT.matcher(object.group(1));
      while (text.find()) {
        String said = text.group(2) == null ? text.group(3) : text.group(2);
        texts.put(text.group(1), said.replaceAll("\\\\(.)", "$1"));
      }
    }
    return texts;
  }

  /** The language, as HTML names it. */
  public String language() {
    return language;
  }

  String of(Word word) {
    return objects.getOrDefault(OWN, Map.of()).getOrDefault(word.wireName(), word.english);
  }

  /** Whether its catalogue has other words for one. */
  boolean has(Word word) {
    return objects.getOrDefault(OWN, Map.of()).containsKey(word.wireName());
  }

  /** For a name of the protocol; one that has no other words is its own. */
  String of(Group group, Object name) {
    String text = PlainText.of(name);
    return other(group, text).orElse(text);
  }

  /** Words in another language for a name of the protocol; empty if there are none. */
  Optional<String> other(Group group, String name) {
    return Optional.ofNullable(objects.getOrDefault(group.member, Map.of()).get(name));
  }
}
