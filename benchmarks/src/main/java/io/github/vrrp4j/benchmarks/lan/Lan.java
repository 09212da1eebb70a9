package io.github.vrrp4j.benchmarks.lan;

import io.github.vrrp4j.benchmarks.Commands;
import java.io.IOException;

/**
 * Two hosts and a bridge, each a network namespace of its own:
 *
 * <pre>
 *   NAME-m  192.0.2.1  eth0 ----+           +---- eth0  192.0.2.2  NAME-b
 *        02:00:00:00:00:01      +-- br0  ---+       02:00:00:00:00:02
 *                                  NAME-s
 * </pre>
 */
public final class Lan implements AutoCloseable {

    public static final String INTERFACE = "eth0";
    public static final String BRIDGE = "br0";
    public static final String VIRTUAL_ADDRESS = "192.0.2.10";
    static final byte MASTER_MAC_LAST_OCTET = 1;
    static final byte BACKUP_MAC_LAST_OCTET = 2;

    private final String name;

    private Lan(String name) {
        this.name = name;
    }

    /** Makes the namespaces; when it fails, none is left. */
    public static Lan create(String name) throws IOException, InterruptedException {
        Lan lan = new Lan(name);
        try {
            lan.build();
            return lan;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lan.close();
            throw e;
        }
    }

    private void build() throws IOException, InterruptedException {
        Commands.run("ip netns add " + switchNamespace());
        Commands.run("ip -n " + switchNamespace() + " link add " + BRIDGE + " type bridge mcast_snooping 0");
        Commands.run("ip -n " + switchNamespace() + " link set " + BRIDGE + " up");
        addHost(masterNamespace(), MASTER_MAC_LAST_OCTET);
        addHost(backupNamespace(), BACKUP_MAC_LAST_OCTET);
    }

    private void addHost(String namespace, byte number) throws IOException, InterruptedException {
        Commands.run("ip netns add " + namespace);
        Commands.run("ip link add " + INTERFACE + " netns " + namespace + " address 02:00:00:00:00:0" + number
                + " type veth peer name port" + number + " netns " + switchNamespace());
        Commands.run("ip -n " + switchNamespace() + " link set port" + number + " master " + BRIDGE + " up");
        Commands.run("ip -n " + namespace + " address add 192.0.2." + number + "/24 dev " + INTERFACE);
        Commands.run("ip -n " + namespace + " link set lo up");
        Commands.run("ip -n " + namespace + " link set " + INTERFACE + " up");
    }

    public String masterNamespace() {
        return name + "-m";
    }

    public String backupNamespace() {
        return name + "-b";
    }

    public String switchNamespace() {
        return name + "-s";
    }

    /** Sets the interface of the MASTER down. */
    public void setMasterDown() throws IOException, InterruptedException {
        Commands.run("ip -n " + masterNamespace() + " link set " + INTERFACE + " down");
    }

    /** What a restart of the MASTER's host does: its virtual address is gone, its interface is up. */
    public void repairMaster() throws IOException, InterruptedException {
        Commands.run(
                "ip -n " + masterNamespace() + " address flush dev " + INTERFACE + " to " + VIRTUAL_ADDRESS + "/32");
        Commands.run("ip -n " + masterNamespace() + " link set " + INTERFACE + " up");
    }

    /** Deletes the namespaces that exist. */
    @Override
    public void close() {
        for (String namespace : new String[] {masterNamespace(), backupNamespace(), switchNamespace()}) {
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
