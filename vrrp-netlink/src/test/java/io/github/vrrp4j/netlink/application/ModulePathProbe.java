package io.github.vrrp4j.netlink.application;

import io.github.vrrp4j.netlink.LinkCheck;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.netlink.MissingCapabilitiesException;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;

/** An application that uses what the module exports; for {@link ModulePathTest}. */
public final class ModulePathProbe {

    private ModulePathProbe() {}

    /** Asks the kernel, opens the network as far as rights allow, and says where it comes from. */
    public static void main(String[] args) throws IOException {
        System.out.println(LinuxNetwork.class.getModule());
        System.out.println("missing0: " + new LinkCheck("missing0").check(Duration.ofSeconds(1)));
        try (LinuxNetwork network = LinuxNetwork.open();
                VrrpRouter router = VrrpRouter.builder(network).start()) {
            System.out.println("runs " + router.status().size());
        } catch (MissingCapabilitiesException e) {
            System.out.println("may not: " + e.getMessage());
        }
    }
}
