/**
 * What an app author imports: {@link dev.yera.app.App} on a static method, the words of {@link
 * dev.yera.app.Yera} to show and ask, and what runs an app without a server. It must not know the
 * server nor Jakarta EE; whoever runs an app gives it a {@link dev.yera.app.Wire}.
 */
package dev.yera.app;
