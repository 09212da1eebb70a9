package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A stage of Linux network namespaces: every node and the client is a process with a network of its own. */
final class NamespaceStage implements Stage {
    private static final String CLIENT = "client";
    private static final String NETWORK = "lan";

    private final Cast cast;
    private final NetworkNamespaces namespaces = new NetworkNamespaces();
    private final LiveScene scene = new LiveScene();

    /** The latest process of each node. */
    private final Map<String, HostProcess> current = new HashMap<>();

    /** Nothing is made before {@link #build}. */
    NamespaceStage(Cast cast) {
        this.cast = cast;
    }

    /**
     * Makes the namespaces.
     *
     * @throws IOException if the system refuses; {@link #close} removes what was made
     */
    void build() throws IOException {
        namespaces.begin();
        namespaces.addNetwork(NETWORK);
        for (Cast.Node node : cast.nodes()) {
            addHost(host(node), node.address().toString());
        }
        addHost(CLIENT, cast.clientAddress().toString());
    }

    private void addHost(String host, String address) throws IOException {
        namespaces.addHost(host);
        namespaces.allowNonlocalBind(host);
        namespaces.attach(host, DemoHost.INTERFACE, NETWORK, List.of(address));
    }

    @Override
    public String description() {
        return "in network namespaces of its own, removed at the end; every host is a process";
    }

    @Override
    public long nowNs() {
        return scene.nowNs();
    }

    @Override
    public void start(Cast.Node node) throws IOException {
        current.put(
                node.name(),
                launch(
                        node.name(),
                        host(node),
                        List.of(
                                DemoHost.COMMAND,
                                node.name(),
                                Integer.toString(cast.vrid()),
                                Integer.toString(node.priority()),
                                cast.advertisementInterval().toMillis() + "ms",
                                cast.virtualAddress().toString())));
    }

    @Override
    public void startClient() throws IOException {
        launch(
                CLIENT,
                CLIENT,
                List.of(DemoClient.COMMAND, cast.virtualAddress().address().toString()));
    }

    private HostProcess launch(String name, String host, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", NetworkNamespaces.name(host)));
        command.addAll(HostProcess.thisProgram(arguments)); // ip becomes it, so it is the JVM that a signal reaches
        return scene.start(name, command, HostProcess.observations(name));
    }

    @Override
    public void kill(Cast.Node node) {
        process(node).kill();
    }

    @Override
    public void stop(Cast.Node node) {
        process(node).stop();
    }

    @Override
    public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit)
            throws IOException {
        return scene.runUntil(audience, condition, limit);
    }

    @Override
    public void close() {
        scene.close();
        namespaces.close();
    }

    private HostProcess process(Cast.Node node) {
        HostProcess process = current.get(node.name());
        if (process == null) {
            throw new IllegalStateException(node + " was never started");
        }
        return process;
    }

    private static String host(Cast.Node node) {
        return node.name().toLowerCase(Locale.ROOT);
    }
}
