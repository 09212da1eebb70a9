package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * The process of one node: an application that embeds a router, and serves clients at the virtual address.
 */
public final class DemoHost {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-host";

    static final String INTERFACE = "eth0";

    private final String name;
    private final PrintWriter out;

    /** Creates it; observations go to {@code out} as lines. */
    public DemoHost(String name, PrintWriter out) {
        this.name = name;
        this.out = out;
    }

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    public int run(VirtualRouterConfig config) throws IOException {
        IpAddress address = config.addresses().get(0).address();
        DemoProcess.exitWhenInputEnds();
        LinuxNetwork network = LinuxNetwork.open();
        VrrpRouter router = VrrpRouter.builder(network).listener(this::onEvent).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            router.close();
            network.close();
            Runtime.getRuntime().halt(ExitCodes.OK);
        }));
        DemoService service = DemoService.open(name, address); // before this host holds the address
        router.add(INTERFACE, config);
        service.run();
        throw new IllegalStateException("the service ended");
    }

    private void onEvent(VrrpEvent event) {
        HostEvents.observation(System.nanoTime(), name, event).ifPresent(observation -> {
            out.println(Observation.line(observation));
            out.flush();
        });
    }
}
