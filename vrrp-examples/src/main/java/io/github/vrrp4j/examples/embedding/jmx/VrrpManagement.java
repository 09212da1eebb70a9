package io.github.vrrp4j.examples.embedding.jmx;

import io.github.vrrp4j.router.InterfaceStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A router in an MBean server, until it is closed. It only reads: nothing can be commanded through it. For any thread. */
public final class VrrpManagement implements VrrpRouterMXBean, AutoCloseable {

    private final VrrpRouter router;
    private final MBeanServer server;
    private final ObjectName name;

    private VrrpManagement(VrrpRouter router, MBeanServer server, ObjectName name) {
        this.router = router;
        this.server = server;
        this.name = name;
    }

    // docs:begin jmx
    /**
     * Registers a router with the platform's MBean server as {@code io.github.vrrp4j:type=VrrpRouter,name=NAME}.
     *
     * @param name tells the routers of this JVM apart
     * @throws JMException if the name is taken
     */
    public static VrrpManagement register(VrrpRouter router, String name) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName objectName = new ObjectName("io.github.vrrp4j:type=VrrpRouter,name=" + ObjectName.quote(name));
        VrrpManagement management = new VrrpManagement(router, server, objectName);
        server.registerMBean(management, objectName);
        return management;
    }

    /**
     * Takes it from the server again; the router goes on.
     *
     * @throws JMException if somebody else has done that
     */
    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }
    // docs:end jmx

    @Override
    public List<VirtualRouterInfo> getVirtualRouters() {
        return router.status().stream().map(VirtualRouterInfo::new).toList();
    }

    @Override
    public Map<String, Map<String, Long>> getDiscardedPackets() {
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        for (InterfaceStatus status : router.interfaces()) {
            String key = status.interfaceName() + " " + status.family().name().toLowerCase(Locale.ROOT);
            all.put(key, byName(status.discarded()));
        }
        return all;
    }

    @Override
    public long getChecksumErrors() {
        return router.statistics().checksumErrors();
    }

    @Override
    public long getVersionErrors() {
        return router.statistics().versionErrors();
    }

    @Override
    public long getVridErrors() {
        return router.statistics().vridErrors();
    }

    @Override
    public long getIpTtlErrors() {
        return router.statistics().ipTtlErrors();
    }

    @Override
    public long getTimers() {
        return router.timerLateness().timers();
    }

    @Override
    public long getTimerLatenessTotalNs() {
        return router.timerLateness().total().toNanos();
    }

    @Override
    public long getTimerLatenessMaxNs() {
        return router.timerLateness().max().toNanos();
    }

    /** With names that a client of JMX knows without our classes. */
    static Map<String, Long> byName(Map<?, Long> counts) {
        Map<String, Long> byName = new TreeMap<>();
        counts.forEach((what, count) -> byName.put(what.toString(), count));
        return byName;
    }
}
