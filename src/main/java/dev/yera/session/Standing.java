package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.sandbox.Use;
import java.time.Duration;
import java.util.Map;

/**
 * How the sessions of a server stand at a moment.
 *
 * @param sessions those that have not ended, by app and status
 * @param unstored events that the store does not have yet
 * @param storeTrouble for how long the store could not take what a session said; of several
 *     sessions the longest
 * @param use what their processes use
 */
public record Standing(
    Map<AppId, Map<SessionStatus, Integer>> sessions,
    long unstored,
    Duration storeTrouble,
    Use use) {}
