package io.github.vrrp4j.benchmarks.scale;

import io.github.vrrp4j.benchmarks.Commands;
import java.io.IOException;
import java.util.List;

/**
 * Two hosts, each a network namespace of its own, and a veth pair between them:
 *
 * <pre>
 *   NAME-m  198.18.0.1/16  eth0 ------------ eth0  198.18.0.2/16  NAME-b
 * </pre>
 *
 * <p>Of the prefix for benchmarks (RFC 2544).
 */
final class Cable implements AutoCloseable {

    static final String INTERFACE = "eth0";

    private final String name;

    private Cable(String name) {
        this.name = name;
    }

    /** Makes the namespaces; when it fails, none is left. */
    static Cable create(String name) throws IOException, InterruptedException {
        Cable cable = new Cable(name);
        try {
            cable.build();
            return cable;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cable.close();
            throw e;
        }
    }

    private void build() throws IOException, InterruptedException {
        Commands.run("ip netns add " + master());
        Commands.run("ip netns add " + backup());
        Commands.run("ip link add " + INTERFACE + " netns " + master() + " type veth peer name " + INTERFACE + " netns "
                + backup());
        setUp(master(), 1);
        setUp(backup(), 2);
    }

    private static void setUp(String namespace, int number) throws IOException, InterruptedException {
        Commands.run("ip -n " + namespace + " address add 198.18.0." + number + "/16 dev " + INTERFACE);
        Commands.run("ip -n " + namespace + " link set lo up");
        Commands.run("ip -n " + namespace + " link set " + INTERFACE + " up");
    }

    String master() {
        return name + "-m";
    }

    String backup() {
        return name + "-b";
    }

    /** What the owner of a killed machine does: its virtual addresses are gone with it. */
    void removeVirtualAddresses() throws IOException, InterruptedException {
        for (String namespace : List.of(master(), backup())) {
            Commands.run("ip -n " + namespace + " address flush dev " + INTERFACE + " to 198.18.1.0/24");
        }
    }

    /** Deletes the namespaces that exist. */
    @Override
    public void close() {
        for (String namespace : List.of(master(), backup())) {
            try {
                Commands.run("ip netns delete " + namespace);
            } catch (IOException e) {
                // It was not made yet, or is deleted already.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
