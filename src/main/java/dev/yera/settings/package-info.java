/**
 * All settings, each declared once with its name, default, unit and one sentence, in the class of
 * its area; {@link dev.yera.settings.Settings} has their values. Every other package of the server
 * reads its values here; this one must not depend on any of them.
 */
package dev.yera.settings;
