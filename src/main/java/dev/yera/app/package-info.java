/**
 * What an app author imports: {@link dev.yera.app.App} on a static method, and the words of {@link
 * dev.yera.app.Yera} to show and ask. It must not know the server nor Jakarta EE, nor who runs an
 * app: that gives it a {@link dev.yera.app.Wire}.
 */
package dev.yera.app;
