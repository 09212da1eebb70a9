package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The process of a service at virtual addresses that a node in another process holds. To each request it answers with its
 * name.
 */
@Command(name = DemoServer.COMMAND, hidden = true, description = "A service of the demonstration.")
public final class DemoServer implements Callable<Integer> {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-server";

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    /** Each an address, for datagrams, or {@code tcp://ADDRESS}. */
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ADDRESS")
    private List<String> addresses = List.of();

    /** Creates it; picocli sets the rest. */
    public DemoServer() {}

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    @Override
    public Integer call() throws IOException {
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
