package io.github.vrrp4j.packet;

import java.nio.charset.StandardCharsets;

/** What Linux takes as the name of an interface (dev_valid_name in the kernel). */
public final class InterfaceName {

    /** The longest name in octets: IFNAMSIZ less the zero that ends it. */
    public static final int MAX_LENGTH = 15;

    private InterfaceName() {}

    /**
     * Checks a name.
     *
     * @param what the name is of, for the message
     * @throws IllegalArgumentException if it is empty, longer than 15 octets in UTF-8, or has a blank, a control character or
     *     a slash
     */
    public static void require(String what, String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > MAX_LENGTH || name.chars().anyMatch(InterfaceName::isForbidden)) {
            throw new IllegalArgumentException(what + " '" + name + "' is not 1 to " + MAX_LENGTH
                    + " octets without blanks and slashes; ip link lists the names");
        }
    }

    private static boolean isForbidden(int character) {
        return Character.isWhitespace(character) || Character.isISOControl(character) || character == '/';
    }
}
