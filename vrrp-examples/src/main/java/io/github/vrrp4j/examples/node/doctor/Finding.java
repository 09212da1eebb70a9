package io.github.vrrp4j.examples.node.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param check its name, in words joined by hyphens
 * @param subject what was looked at: {@code host}, an interface, a virtual router, an address
 * @param text what was found
 * @param remedy how to mend it: the command, and behind the first {@code "; "} what else there is to say; null if it is OK
 */
record Finding(
        String check,
        String subject,
        Result result,
        String text,
        @Nullable String remedy) {

    /** The host, as a subject. */
    static final String HOST = "host";

    /** How grave it is. */
    enum Result {
        /** As it ought to be. */
        OK,
        /** Virtual routers run, but something does not work as well as it could, or may stop working. */
        WARN,
        /** A virtual router does not run, or does harm. */
        FAIL
    }

    static Finding ok(String check, String subject, String text) {
        return new Finding(check, subject, Result.OK, text, null);
    }

    static Finding warn(String check, String subject, String text, String remedy) {
        return new Finding(check, subject, Result.WARN, text, remedy);
    }

    static Finding fail(String check, String subject, String text, String remedy) {
        return new Finding(check, subject, Result.FAIL, text, remedy);
    }
}
