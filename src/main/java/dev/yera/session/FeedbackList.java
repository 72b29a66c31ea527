package dev.yera.session;

import dev.yera.store.ListPlace;
import java.util.List;
import java.util.Optional;

/**
 * What users thought in a part of a list of sessions.
 *
 * @param given of the newest session first
 * @param next where the list goes on; empty if this is its end
 */
public record FeedbackList(List<GivenFeedback> given, Optional<ListPlace> next) {}
