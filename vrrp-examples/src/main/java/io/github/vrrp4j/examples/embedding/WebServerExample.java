package io.github.vrrp4j.examples.embedding;

import com.sun.net.httpserver.HttpServer;
import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.HttpCheck;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A web server of one page that holds an address while it serves it. Start one on each of two hosts: {@code WebServerExample
 * PAGE}. Without the file of that name it does not answer. Needs Linux, CAP_NET_RAW and CAP_NET_ADMIN, and {@code eth0}.
 */
public final class WebServerExample {

    private WebServerExample() {}

    /**
     * Runs it until SIGTERM.
     *
     * @param args the file that is served
     * @throws IOException if the port is taken or the network cannot be opened
     */
    public static void main(String[] args) throws IOException {
        // docs:begin web-server
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(Path.of(args[0]))); // or no answer, without the page
            Files.copy(Path.of(args[0]), exchange.getResponseBody());
            exchange.close();
        });
        server.start(); // before the address is here
        LinuxNetwork network = LinuxNetwork.open();
        VrrpRouter router = VrrpRouter.builder(network).start();
        Thread handOver = new Thread(() -> {
            router.close(); // another host takes over, and the address is off this one
            network.close();
            server.stop(1); // and only then does nobody answer here
        });
        Runtime.getRuntime().addShutdownHook(handOver); // for SIGTERM
        var web = new MonitoredCheck("web", HttpCheck.of(URI.create("http://127.0.0.1:8080/")), CheckSchedule.DEFAULT);
        var virtual = VirtualRouterConfig.builder(51).address("192.0.2.10/24").build();
        var entry = new RouterConfig.Entry("eth0", virtual, List.of(new TrackedCheck.Down("web")));
        var config = new RouterConfig(List.of(entry), List.of(web), List.of());
        router.apply(config).join(); // who was here first has the address, while its server answers
        // docs:end web-server
    }
}
