/**
 * Serves the pages for browsers and sets their headers. Their content is in {@code webapp} and uses
 * only {@code /api}, so this package must not depend on apps or sessions.
 */
package dev.yera.page;
