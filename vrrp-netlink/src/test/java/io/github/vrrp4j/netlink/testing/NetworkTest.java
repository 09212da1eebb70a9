package io.github.vrrp4j.netlink.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that makes network namespaces: it needs Linux, root, ip(8), and the programs it names. Where one is missing the
 * test is skipped with one line on standard error; with {@code VRRP4J_NETWORK_TESTS=required} in the environment it
 * fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NetworkTestCondition.class)
public @interface NetworkTest {

    /** Further programs that must be on the PATH, or there by an absolute one. */
    String[] programs() default {};
}
