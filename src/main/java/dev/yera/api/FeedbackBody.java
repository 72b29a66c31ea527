package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.Rating;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.ReasonKey;
import java.util.Map;

/**
 * What a user thinks of a block, as they say it.
 *
 * @param block which one
 * @param feedback what
 */
record FeedbackBody(BlockId block, Feedback feedback) {
  private static final int LONGEST = 2000;

  /**
   * What a body says.
   *
   * @throws BadArgumentsException if it is no such body
   */
  static FeedbackBody read(Object body) {
    if (!(body instanceof Map<?, ?> members)
        || !(members.get("blockId") instanceof String block)
        || block.isEmpty()) {
      throw new BadArgumentsException("blockId", ReasonKey.FEEDBACK_BODY.with());
    }
    return new FeedbackBody(
        new BlockId(block), new Feedback(rating(members), comment(members.get("comment"))));
  }

  private static Rating rating(Map<?, ?> members) {
    Object rating = members.get("rating");
    if (rating == null) {
      return null;
    }
    return Rating.of(String.valueOf(rating))
        .orElseThrow(
            () ->
                new BadArgumentsException(
                    "rating",
                    ReasonKey.IT_IS.with(
                        ReasonKey.UP_OR_DOWN.with(), Excerpt.of(String.valueOf(rating)))));
  }

  private static String comment(Object comment) {
    if (comment == null || (comment instanceof String text && text.isBlank())) {
      return null;
    }
    if (comment instanceof String text && text.length() <= LONGEST) {
      return text;
    }
    throw new BadArgumentsException(
        "comment", ReasonKey.IT.with(ReasonKey.OR_NULL.with(ReasonKey.TEXT_UP_TO.with(LONGEST))));
  }
}
