package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.URI;
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

    /**
     * Runs until a signal comes or standard input ends; returns only with an exception.
     *
     * @param addresses one or more, each an address, for datagrams, or {@code tcp://ADDRESS}
     */
    public int run(List<String> addresses) throws IOException {
        DemoProcess.exitWhenInputEnds();
        for (String address : addresses.subList(1, addresses.size())) {
            DemoProcess.startThread("demo-service", open(address));
        }
        open(addresses.get(0)).run();
        throw new IllegalStateException("the service ended");
    }

    private DemoProcess.Part open(String address) throws IOException {
        if (address.startsWith("tcp://")) {
            return DemoTcpService.open(name, DemoTarget.socketAddress(URI.create(address), DemoService.PORT))::run;
        }
        return DemoService.open(name, IpAddress.parse(address))::run;
    }
}
