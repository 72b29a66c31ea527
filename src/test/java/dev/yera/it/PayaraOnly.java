package dev.yera.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * What other servers answer by themselves, before they ask any filter of an application: it is in
 * {@code KNOWN_GAPS.md}. The profiles of other servers leave these out.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("payara")
@interface PayaraOnly {}
