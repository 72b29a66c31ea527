/**
 * The server's side of language models: a listener for apps alone, which adds the provider's key,
 * counts tokens and streams through. Must not know what a session is, only whose; knows nothing of
 * what runs in an app.
 */
package dev.yera.model;
