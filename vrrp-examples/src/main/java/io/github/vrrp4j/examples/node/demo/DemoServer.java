package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.util.List;

/** The process of a service at virtual addresses that a node in another process holds. */
public final class DemoServer {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-server";

    private final String name;

    /** Creates it; to each request it answers with {@code name}. */
    public DemoServer(String name) {
        this.name = name;
    }

    /** Runs at one address or more until a signal comes or standard input ends; returns only with an exception. */
    public int run(List<IpAddress> addresses) throws IOException {
        DemoProcess.exitWhenInputEnds();
        for (IpAddress address : addresses.subList(1, addresses.size())) {
            DemoService service = DemoService.open(name, address);
            DemoProcess.startThread("demo-service", service::run);
        }
        DemoService.open(name, addresses.get(0)).run();
        throw new IllegalStateException("the service ended");
    }
}
