package io.github.vrrp4j.examples.node.monitor;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a captured frame begins with. */
enum LinkType {
    ETHERNET("Ethernet"),

    /** An IP header, of either version. */
    RAW_IP("raw IP"),

    /** What Linux gives for the interface {@code any}. */
    LINUX_COOKED("Linux cooked v1"),

    /** The same with the index of the interface. */
    LINUX_COOKED_V2("Linux cooked v2");

    private final String text;

    LinkType(String text) {
        this.text = text;
    }

    /** From the number that libpcap gives it (pcap-linktype(7)); that of raw IP depends on the system. */
    static Optional<LinkType> of(int number) {
        return switch (number) {
            case 1 -> Optional.of(ETHERNET);
            case 12, 14, 101, 228, 229 -> Optional.of(RAW_IP);
            case 113 -> Optional.of(LINUX_COOKED);
            case 276 -> Optional.of(LINUX_COOKED_V2);
            default -> Optional.empty();
        };
    }

    /** The names of all, for messages. */
    static String names() {
        return Arrays.stream(values()).map(LinkType::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text;
    }
}
