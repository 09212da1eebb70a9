package io.github.vrrp4j.examples.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A service at a virtual address to which clients stay connected: to each line it sends back the same text and its host's name. It
 * may bind to the address before its host holds it, as {@link DemoService} does.
 */
final class DemoTcpService {
    private final String name;
    private final ServerSocket listener;

    private DemoTcpService(String name, ServerSocket listener) {
        this.name = name;
        this.listener = listener;
    }

    /** Binds it. */
    static DemoTcpService open(String name, InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address);
        return new DemoTcpService(name, listener);
    }

    /** Answers; returns only with an exception. */
    void run() throws IOException {
        while (true) {
            Socket client = listener.accept();
            DemoProcess.startThread("demo-connection", () -> answer(client));
        }
    }

    private void answer(Socket client) {
        try (client;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            String line;
            while ((line = lines.readLine()) != null) {
                out.write((line + " " + name + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The client has gone, or the address has.
        }
    }
}
