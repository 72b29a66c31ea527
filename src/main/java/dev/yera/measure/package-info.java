/**
 * Counters and histograms that what runs all the time keeps of itself: adding to them costs some
 * nanoseconds and no lock. Who reads them is not known here. Must not depend on any other package.
 */
package dev.yera.measure;
