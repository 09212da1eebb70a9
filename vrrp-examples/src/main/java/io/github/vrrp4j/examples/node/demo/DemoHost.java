package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.DurationText;
import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The process of one node: an application that embeds a router, and serves clients at the virtual address. Observations go to
 * standard output as lines.
 */
@Command(name = DemoHost.COMMAND, hidden = true, description = "One node of the demonstration.")
public final class DemoHost implements Callable<Integer> {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-host";

    static final String INTERFACE = "eth0";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VRID")
    private int vrid;

    @Parameters(index = "2", paramLabel = "PRIORITY")
    private int priority;

    @Parameters(index = "3", paramLabel = "INTERVAL")
    private String interval = "";

    @Parameters(index = "4", paramLabel = "ADDRESS")
    private String address = "";

    /** Creates it; picocli sets the rest. */
    public DemoHost() {}

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    @Override
    public Integer call() throws IOException {
        LogSetup.silence();
        VirtualRouterConfig config = VirtualRouterConfig.builder(vrid)
                .priority(priority)
                .advertisementInterval(DurationText.parse(interval))
                .address(address)
                .build();
        DemoProcess.exitWhenInputEnds();
        LinuxNetwork network = LinuxNetwork.open();
        VrrpRouter router = VrrpRouter.builder(network).listener(this::onEvent).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            router.close();
            network.close();
            Runtime.getRuntime().halt(ExitCodes.OK);
        }));
        DemoService service =
                DemoService.open(name, config.addresses().get(0).address()); // before this host holds the address
        router.add(INTERFACE, config);
        service.run();
        throw new IllegalStateException("the service ended");
    }

    private void onEvent(VrrpEvent event) {
        HostEvents.observation(System.nanoTime(), name, event).ifPresent(observation -> {
            PrintWriter out = spec.commandLine().getOut();
            out.println(Observation.line(observation));
            out.flush();
        });
    }
}
