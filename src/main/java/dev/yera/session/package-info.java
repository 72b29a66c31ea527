/**
 * Sessions, i.e. runs of one app for one user, with executor, log, clocks and open questions; and
 * the service that holds them. Must not depend on HTTP.
 *
 * <p>{@link dev.yera.session.Session} and {@link dev.yera.session.SessionService} are its face and
 * pass on. Behind the first are parts that are called with the session's one lock and ask for the
 * proof ({@code Held}), and ways through it, which take the lock ({@code SessionLock}): {@code
 * Beginning}, {@code Viewing}, {@code Answering}, {@code Clockwork}, {@code SessionEnd}. Behind the
 * second is an owner for each thing that is done with all sessions: {@code Creation}, {@code
 * Listing}, {@code FormerSessions}, {@code Forgetting}, {@code ServerStop}.
 */
package dev.yera.session;
