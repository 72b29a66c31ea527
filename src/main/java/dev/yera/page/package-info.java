/**
 * The pages that a browser opens, and the headers they travel with. What is on a page is in {@code
 * webapp}, and talks to the server through {@code /api} only: this package knows of no app and no
 * session.
 */
package dev.yera.page;
