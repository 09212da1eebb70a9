package io.github.vrrp4j.examples.lan;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that serves a file as it is at the moment, on 127.0.0.1; prints {@code serves} when it does. */
final class PageServer {

    private PageServer() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the file, and a port or more
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            serve(file, Integer.parseInt(arguments[i]));
        }
        System.out.println("serves");
    }

    private static void serve(Path file, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] page = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }
}
