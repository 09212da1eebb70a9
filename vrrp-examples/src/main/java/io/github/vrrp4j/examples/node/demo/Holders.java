package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where an address stands, as the kernels of the hosts see it, and not as the nodes say. */
final class Holders {

    private Holders() {}

    /**
     * Those of the hosts that have an address on an interface of this name.
     *
     * @param address with its prefix length
     * @throws IOException if one of them has no such interface
     */
    static List<String> of(StoryLan lan, List<String> hosts, String interfaceName, String address) throws IOException {
        List<String> holders = new ArrayList<>();
        for (String host : hosts) {
            if (lan.ip(host, "-oneline address show dev " + interfaceName).contains(" " + address + " ")) {
                holders.add(host);
            }
        }
        return holders;
    }
}
