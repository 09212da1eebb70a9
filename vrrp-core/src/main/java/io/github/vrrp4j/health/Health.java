package io.github.vrrp4j.health;

/**
 * What a check found.
 *
 * @param healthy whether it is as it should be
 * @param text what was found, in a few words for logs and status; may be empty
 */
public record Health(boolean healthy, String text) {

    /** As it should be. */
    public static Health healthy(String text) {
        return new Health(true, text);
    }

    /** Not as it should be. */
    public static Health unhealthy(String text) {
        return new Health(false, text);
    }
}
