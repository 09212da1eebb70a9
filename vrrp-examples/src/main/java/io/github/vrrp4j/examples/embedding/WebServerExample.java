package io.github.vrrp4j.examples.embedding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A web server that holds an address while it is healthy. Start one on each of two hosts: {@code WebServerExample INTERFACE
 * PRIORITY ADDRESS/LENGTH PORT}. {@code POST /break} makes one unhealthy and {@code POST /mend} healthy again, so that it can
 * be seen; an application knows by itself how it is. Needs Linux, CAP_NET_RAW and CAP_NET_ADMIN.
 */
public final class WebServerExample {

    private final String name;
    private volatile boolean healthy = true;

    WebServerExample(String name) {
        this.name = name;
    }

    /**
     * Runs it until SIGTERM.
     *
     * @param args interface, priority, virtual address with prefix length, TCP port
     * @throws IOException if the port is taken or the network cannot be opened
     */
    public static void main(String[] args) throws IOException {
        WebServerExample application = new WebServerExample("priority " + args[1]);
        RouterConfig config = config(args[0], Integer.parseInt(args[1]), args[2], application::health);
        int port = Integer.parseInt(args[3]);
        // docs:begin web-server
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", application::answer);
        LinuxNetwork network = LinuxNetwork.open();
        VrrpRouter router = VrrpRouter.builder(network).start();
        Thread handOver = new Thread(() -> {
            router.close(); // another host takes over, and the address is off this one
            network.close();
            server.stop(1); // and only then does nobody answer here
        });
        Runtime.getRuntime().addShutdownHook(handOver); // for SIGTERM
        router.apply(config).join();
        server.start();
        // docs:end web-server
    }

    // docs:begin web-server-config
    static RouterConfig config(String interfaceName, int priority, String address, HealthCheck health) {
        Duration interval = Duration.ofMillis(100);
        CheckSchedule schedule = new CheckSchedule(interval, Duration.ofSeconds(1), 2, 3); // timeout, rise, fall
        VirtualRouterConfig virtualRouter = VirtualRouterConfig.builder(51)
                .priority(priority)
                .advertisementInterval(interval)
                .address(address)
                .build();
        return new RouterConfig(
                List.of(new RouterConfig.Entry(
                        interfaceName, virtualRouter, List.of(new TrackedCheck.Down("application")))),
                List.of(new MonitoredCheck("application", health, schedule)),
                List.of());
    }
    // docs:end web-server-config

    // docs:begin web-server-health
    Health health(Duration timeout) {
        return healthy ? Health.healthy("") : Health.unhealthy("broken by POST /break");
    }
    // docs:end web-server-health

    void breakDown() {
        healthy = false;
    }

    void mend() {
        healthy = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (request.equals("POST /break")) {
            breakDown();
        } else if (request.equals("POST /mend")) {
            mend();
        }
        byte[] body = (name + (healthy ? "" : ", unhealthy") + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(healthy ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
