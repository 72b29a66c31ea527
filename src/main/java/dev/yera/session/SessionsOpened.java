package dev.yera.session;

import dev.yera.store.SessionStore;
import java.util.concurrent.Executor;

/**
 * Published once, before the first session is there: whoever knows of {@link Others} says so now,
 * by {@link SessionService#share}.
 *
 * @param threads run what may wait, until the server ends
 */
public record SessionsOpened(SessionService service, SessionStore store, Executor threads) {}
