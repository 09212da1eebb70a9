package io.github.vrrp4j.examples.embedding;

import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;

/** The least that holds an address, until standard input ends. Needs Linux, CAP_NET_RAW and CAP_NET_ADMIN, and {@code eth0}. */
public final class MinimalExample {

    private MinimalExample() {}

    /**
     * Runs it.
     *
     * @param args none
     * @throws IOException if the network cannot be opened, or the virtual router can never work there
     */
    public static void main(String[] args) throws IOException {
        // docs:begin minimal
        try (LinuxNetwork network = LinuxNetwork.open();
                VrrpRouter router = VrrpRouter.builder(network)
                        .listener(event -> {
                            if (event instanceof VrrpEvent.Transition transition) {
                                System.out.println(transition.id() + " is " + transition.to());
                            }
                        })
                        .start()) {
            router.add(
                    "eth0",
                    VirtualRouterConfig.builder(51)
                            .priority(200)
                            .advertisementInterval(Duration.ofMillis(100))
                            .address("192.0.2.10/24")
                            .build());
            serve(); // until the application ends; closing the router hands the address over
        }
        // docs:end minimal
    }

    private static void serve() throws IOException {
        while (System.in.read() >= 0) {
            // whatever comes
        }
    }
}
