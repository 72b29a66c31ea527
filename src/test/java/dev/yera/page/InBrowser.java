package dev.yera.page;

import dev.yera.it.Privileged;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests in windows of the one {@link PageWorld}, beside those that share another server: one class
 * at a time, its methods one after the other. Chromium gives up what it loads when the machine's
 * network changes ({@code ERR_NETWORK_CHANGED}): no test does that meanwhile.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("browser")
@ResourceLock(value = Privileged.NETWORK, mode = ResourceAccessMode.READ)
@interface InBrowser {}
