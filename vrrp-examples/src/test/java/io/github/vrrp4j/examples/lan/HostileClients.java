package io.github.vrrp4j.examples.lan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A program that holds 1,000 idle connections to each of two servers, and sends garbage besides, as fast as it gets rid of it.
 * Prints {@code 1000 connections} when they are there, then {@code round N} for each hundred of garbage.
 */
final class HostileClients {

    private static final int IDLE = 1_000;
    private static final int GARBAGE_OCTETS = 20_000;

    private HostileClients() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the control socket, and the HTTP port on 127.0.0.1
     */
    public static void main(String[] arguments) throws Exception {
        SocketAddress[] targets = {
            UnixDomainSocketAddress.of(arguments[0]),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]))
        };
        Deque<SocketChannel> idle = new ArrayDeque<>();
        Random random = new Random(1);
        byte[] garbage = new byte[GARBAGE_OCTETS];
        for (int i = 0; i < IDLE; i++) {
            for (SocketAddress target : targets) {
                idle.add(SocketChannel.open(target));
            }
        }
        System.out.println(IDLE + " connections");
        for (int round = 1; ; round++) {
            for (int i = 0; i < 100; i++) {
                for (SocketAddress target : targets) {
                    random.nextBytes(garbage);
                    try (SocketChannel channel = SocketChannel.open(target)) {
                        channel.write(ByteBuffer.wrap(garbage, 0, random.nextInt(GARBAGE_OCTETS)));
                    } catch (IOException e) {
                        // it was got rid of
                    }
                    idle.removeFirst().close(); // most of them the server has closed by now
                    try {
                        idle.addLast(SocketChannel.open(target));
                    } catch (IOException e) {
                        idle.addLast(SocketChannel.open());
                    }
                }
            }
            System.out.println("round " + round);
        }
    }
}
