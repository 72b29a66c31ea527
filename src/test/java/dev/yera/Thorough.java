package dev.yera;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that takes long for what it finds: it starts servers of its own, or draws all there is, to
 * try what seldom changes, or what others try in a shorter way. {@code mvn verify} is to be done in
 * some minutes and leaves it out; {@code mvn -Pthorough verify} runs these and all others.
 */
@Documented
@Tag("thorough")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Thorough {}
