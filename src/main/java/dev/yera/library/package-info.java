/**
 * Libraries that apps name: their coordinates become jars, by Maven Resolver and as Maven's
 * settings of the machine say. Must not know what an app is.
 */
package dev.yera.library;
