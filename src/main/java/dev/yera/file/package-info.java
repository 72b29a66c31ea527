/**
 * Files of a session: what users upload and apps give, their names and types, and how much of them
 * there may be. Knows where they are kept; must know neither processes nor HTTP.
 */
package dev.yera.file;
