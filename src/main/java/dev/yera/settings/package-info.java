/**
 * What can be set: each setting once, with its name, default, unit and one sentence. Every other
 * package of the server reads its values here; this one knows none of them.
 */
package dev.yera.settings;
